using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Deciding;

/// <summary>Claims made in code, as small as a rule needs.</summary>
internal static class Claims
{
    public static Rule.Operand Of(string reference) => new Rule.Operand.Measured(MeasurementReference.Parse(reference));

    public static Rule.Operand Of(double number) => new Rule.Operand.Constant(number);

    public static Rule.Greater Greater(double by, string of = "a:x", string than = "b:x", string? label = null) => new(Of(of), Of(than), by, label, "why");

    public static Claim With(Rule rule, int seeds = 6, params NegativeControl[] controls) => new("a-claim", "2412.06534", new("abstract", "quote", null),
        "A is better than B.", Tier.Core, EvidenceUnit.Seed, new(MeasurementReference.Parse("a:x"), "dB", Direction.Higher, null), rule, [], controls, [],
        new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(seeds, 1) }, "a-claim.yaml");

    public static NegativeControl Control(IReadOnlyDictionary<string, string>? replace = null, Rotation rotate = Rotation.None, string[]? keep = null, int? seeds = null) =>
        new("control", "why", replace ?? new Dictionary<string, string>(), rotate, keep ?? [], seeds);
}
