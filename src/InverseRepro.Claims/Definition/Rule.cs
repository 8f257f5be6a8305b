using InverseRepro.Experiments;

namespace InverseRepro.Claims.Definition;

/// <summary>How the seeds decide. Leaves carry their margin and the reason for it; the whole is hashed into the verdict.</summary>
public abstract record Rule
{
    private Rule() { }

    /// <summary>A number per seed: a measurement or a constant.</summary>
    public abstract record Operand
    {
        private Operand() { }

        public sealed record Measured(MeasurementReference Reference) : Operand;

        public sealed record Constant(double Value) : Operand;
    }

    /// <summary>A rule that compares or orders numbers and so has a margin.</summary>
    public abstract record Leaf(string? Label, string Reason) : Rule
    {
        /// <summary>Where it is asked; empty means at every scale.</summary>
        public IReadOnlyList<Scale> Scales { get; init; } = [];
    }

    /// <summary><paramref name="Of"/> − <paramref name="Than"/> exceeds <paramref name="By"/>.</summary>
    public sealed record Greater(Operand Of, Operand Than, double By, string? Label, string Reason) : Leaf(Label, Reason);

    /// <summary>|<paramref name="Of"/> − <paramref name="To"/>| stays within <paramref name="Within"/>.</summary>
    public sealed record Equivalent(Operand Of, Operand To, double Within, string? Label, string Reason) : Leaf(Label, Reason);

    /// <summary><paramref name="Of"/> / <paramref name="To"/> exceeds <paramref name="AtLeast"/>; both positive.</summary>
    public sealed record Ratio(Operand Of, Operand To, double AtLeast, string? Label, string Reason) : Leaf(Label, Reason);

    /// <summary>Every adjacent step against the direction stays below <paramref name="Tolerance"/> and the total change exceeds <paramref name="Total"/>.</summary>
    public sealed record Monotone(MeasurementReference Of, Trending Direction, double Tolerance, double Total, string? Label, string Reason) : Leaf(Label, Reason);

    /// <summary>Page's L over the series within seeds.</summary>
    public sealed record Trend(MeasurementReference Of, Trending Direction, string? Label, string Reason) : Leaf(Label, Reason);

    /// <summary>The arms <paramref name="Of"/> are not all alike: Friedman's test over arms within seeds.</summary>
    public sealed record Differs(IReadOnlyList<MeasurementReference> Of, string? Label, string Reason) : Leaf(Label, Reason);

    /// <summary>Holds exactly in every seed.</summary>
    public sealed record Deterministic(MeasurementReference Of, Comparison Comparison, double Bound, string? Label, string Reason) : Leaf(Label, Reason);

    /// <summary>Every part (intersection–union).</summary>
    public sealed record All(IReadOnlyList<Rule> Parts) : Rule;

    /// <summary>At least one part (Holm over the parts).</summary>
    public sealed record Any(IReadOnlyList<Rule> Parts) : Rule;
}

public enum Trending { Increasing, Decreasing }
