using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Tests;

/// <summary>Small claims and the cells that decide them.</summary>
internal static class Samples
{
    public const int Seeds = 6;

    public static Claim Claim(string id = "toy-claim", string statement = "Colour fades with depth.", string? quote = "deeper layers lose colour",
        string paper = "2412.06534", string arm = "toy", bool real = false)
    {
        var loss = MeasurementReference.Parse($"{arm}:loss");
        var scales = new Dictionary<Scale, ScalePlan> { [Scale.Micro] = new(Seeds, 1) };
        if (real)
            scales[Scale.Real] = new(Seeds, 20);
        return new Claim(id, paper, new ClaimSource("Abstract", quote, quote is null ? "Follows from the objective." : null), statement, Tier.Core, EvidenceUnit.Seed,
            new Estimand(loss, "dB", Direction.Lower, "What the toy measures."),
            new Rule.All(
            [
                new Rule.Greater(new Rule.Operand.Measured(loss), new Rule.Operand.Measured(MeasurementReference.Parse($"{arm}@worse:loss")), 0.1, "loss", "Our choice."),
                new Rule.Trend(MeasurementReference.Parse($"{arm}:curve[*]"), Trending.Decreasing, "curve", "Page's test."),
            ]),
            [new Gate(MeasurementReference.Parse($"{arm}:accuracy"), Comparison.AtLeast, 0.5, "Chance is a half.", [])],
            [new NegativeControl("swapped", "It must fail.", new Dictionary<string, string> { [arm] = $"{arm}@worse", [$"{arm}@worse"] = arm }, Rotation.None, ["loss"], null)],
            [], scales, $"claims/{id}.yaml");
    }

    /// <summary>Cells of both arms for every seed; <paramref name="effect"/> decides how the claim comes out.</summary>
    public static Site Measure(this Site site, double effect = 1, string arm = "toy", Func<int, IReadOnlyDictionary<string, byte[]>>? pictures = null,
        string settings = "{}", double accuracy = 0.9)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var noise = 0.01 * (seed * seed % 7);
            site.Cell(arm, (ulong)seed, [new("loss", null, effect + noise, "dB"), new("accuracy", null, accuracy, "1"), .. Curve(noise), .. Matrix(noise)],
                pictures?.Invoke(seed), settings);
            site.Cell($"{arm}@worse", (ulong)seed, [new("loss", null, noise / 2, "dB"), .. Curve(0.3 + noise)]);
        }
        return site;
    }

    public static Verdict Verdict(Outcome outcome = Outcome.Supported, Effect? effect = null) => new("toy-claim", Scale.Micro, outcome, "the lower bound exceeds 0.1",
        effect ?? Effect(), [], [], [], [new Seed(1), new Seed(2)], false, null, [], new string('a', 64));

    public static Effect Effect(double estimate = 1.8312, double lower = 1.7404, double upper = 1.9023, double margin = 0.1, string unit = "dB") =>
        new("loss", estimate, lower, upper, margin, unit);

    private static IEnumerable<Measurement> Curve(double noise) =>
        Enumerable.Range(1, 4).Select(i => new Measurement("curve", i, 1.0 / i + noise, "1"));

    private static IEnumerable<Measurement> Matrix(double noise) => from row in Enumerable.Range(0, 3)
                                                                    from column in Enumerable.Range(row, 3 - row)
                                                                    select new Measurement("cka", row * 3 + column, 1 - 0.3 * (column - row) - noise, "1");
}
