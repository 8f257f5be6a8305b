using InverseRepro.Experiments;

namespace InverseRepro.Runner.Planning;

/// <summary>The planned cells of one experiment and variant that stand alike.</summary>
/// <param name="Cost">Of one cell; null where the basis is <see cref="CostBasis.Unknown"/>.</param>
public sealed record OutlinedArm(string Experiment, string Variant, PlannedState State, IReadOnlyList<Seed> Seeds, CostBasis Basis, ExpectedCost? Cost)
{
    /// <summary><c>experiment</c> or <c>experiment@variant</c>.</summary>
    public string Arm => Variant == CellId.DefaultVariant ? Experiment : $"{Experiment}@{Variant}";

    /// <summary>Whether nothing runs beside one of its cells.</summary>
    public bool IsTimed { get; init; }

    /// <summary>Of all its cells.</summary>
    public double? Seconds => Cost?.Seconds * Seeds.Count;
}
