using InverseRepro.Experiments;

namespace InverseRepro.Claims.Definition;

/// <summary>One falsifiable sentence of a paper, as its file under <c>claims/</c> declares it.</summary>
/// <param name="Gates">Preconditions: where one fails, the verdict is inconclusive.</param>
/// <param name="Controls">Variants in which the claim must fail; at least one.</param>
/// <param name="Reported">Further measurements shown beside the verdict where these or other claims' cells hold them; they decide nothing.</param>
public sealed record Claim(
    string Id,
    string Paper,
    ClaimSource Source,
    string Statement,
    Tier Tier,
    EvidenceUnit Unit,
    Estimand Estimand,
    Rule Rule,
    IReadOnlyList<Gate> Gates,
    IReadOnlyList<NegativeControl> Controls,
    IReadOnlyList<MeasurementReference> Reported,
    IReadOnlyDictionary<Scale, ScalePlan> Scales,
    string File)
{
    /// <summary>Measurements that are made for being shown beside the verdict; they decide nothing.</summary>
    public IReadOnlyList<BesideMeasurement> Beside { get; init; } = [];

    /// <summary>All that is shown beside the verdict.</summary>
    public IEnumerable<MeasurementReference> Shown => Beside.Select(b => b.Measurement).Concat(Reported);

    /// <summary>The seeds planned at a scale: 1, 2, …</summary>
    /// <exception cref="ArgumentException">The claim does not run at this scale.</exception>
    public IReadOnlyList<Seed> SeedsAt(Scale scale) => Scales.TryGetValue(scale, out var plan)
        ? [.. Enumerable.Range(1, plan.Seeds).Select(i => new Seed((ulong)i))]
        : throw new ArgumentException($"claim '{Id}' has no scale {scale.ToString().ToLowerInvariant()}; it has " +
            string.Join(", ", Scales.Keys.Order().Select(s => s.ToString().ToLowerInvariant())));

    /// <summary>The claim as it is asked at a scale: the parts of the rule, the gates, the controls and what is measured beside them there.</summary>
    /// <exception cref="ArgumentException">The claim does not run at this scale.</exception>
    public Claim At(Scale scale)
    {
        _ = SeedsAt(scale);
        var rule = Rule.At(scale) ?? throw new ArgumentException($"claim '{Id}' asks nothing at scale {scale}");
        return this with
        {
            Rule = rule,
            Gates = [.. Gates.Where(g => g.Scales.Includes(scale))],
            Controls = [.. Controls.Where(c => rule.For(c) is not null)],
            Beside = [.. Beside.Where(b => b.Scales.Includes(scale))],
        };
    }
}

/// <summary>Where the paper says it.</summary>
/// <param name="Quote">The paper's words, or null where the claim is derived; then <paramref name="Note"/> says from what.</param>
public sealed record ClaimSource(string Section, string? Quote, string? Note);

/// <summary>Whether every test run gates a claim, or only a run of all of them: together they take too long for each change.</summary>
public enum Tier { Core, Extended }

/// <summary>What a claim varies over: training runs (a recipe) or images (a published checkpoint). The two never mix.</summary>
public enum EvidenceUnit { Seed, Image }

/// <summary>The quantity that decides, in words a reader of the verdict needs.</summary>
public sealed record Estimand(MeasurementReference Measurement, string Unit, Direction Direction, string? Description);

public enum Direction { Higher, Lower }

/// <summary>How a claim runs at one scale.</summary>
/// <param name="Seeds">Seeds planned; they are 1 … <paramref name="Seeds"/>.</param>
/// <param name="Minutes">Expected wall minutes on two cores (or one GPU at scale gpu).</param>
public sealed record ScalePlan(int Seeds, double Minutes)
{
    /// <summary>Beyond which a number of seeds is a slip of the pen.</summary>
    public const int MostSeeds = 10_000;
}

/// <summary>A precondition, e.g. "the target's accuracy is at least 0.8 in every seed".</summary>
/// <param name="Scales">Where it applies; empty means at every scale.</param>
public sealed record Gate(MeasurementReference Measurement, Comparison Comparison, double Bound, string Reason, IReadOnlyList<Scale> Scales);

/// <summary>A measurement whose cells a claim plans though it decides nothing.</summary>
/// <param name="Scales">Where it is made; empty means at every scale.</param>
public sealed record BesideMeasurement(MeasurementReference Measurement, IReadOnlyList<Scale> Scales);

public enum Comparison { AtLeast, Above, AtMost, Below, Equal }
