using System.Globalization;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.TestWorker;

public static class ToyClaims
{
    /// <summary>"The measurement is above −9", with another arm as its control, e.g. <c>probe:weight other 6</c>, which is also its id.</summary>
    public static Claim Of(string text)
    {
        var (measurement, control, seeds) = text.Split(' ') is [var m, var c, var s] ? (m, c, s) : throw new ArgumentException(text);
        var reference = MeasurementReference.Parse(measurement);
        var swapped = new NegativeControl("other arm", "A toy.", new Dictionary<string, string> { [measurement.Split(':')[0]] = control }, Rotation.None, [], null);
        return new Claim(text, "none", new ClaimSource("1", null, "A toy."), "A toy.", Tier.Core, EvidenceUnit.Seed,
            new Estimand(reference, "1", Direction.Higher, null),
            new Rule.Greater(new Rule.Operand.Measured(reference), new Rule.Operand.Constant(-9), 0, null, "A toy."),
            [], [swapped], [], new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(int.Parse(seeds, CultureInfo.InvariantCulture), 1) }, "toy.yaml");
    }
}
