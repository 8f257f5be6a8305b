namespace InverseRepro.Claims.Definition;

/// <summary>
/// The same rule read from other data, in which the claim must come out not supported: references are replaced, or the
/// pairing is broken.
/// </summary>
/// <param name="Replace">From → to, each <c>experiment[@variant]</c> or <c>experiment[@variant]:name</c>; longest match first.</param>
/// <param name="Rotate">What is rotated: nothing, the seeds of the second operand by one, or each series (or the arms of a difference) by its seed's position.</param>
/// <param name="Keep">Leaf rules by label that the control is decided on; empty means all.</param>
/// <param name="Seeds">Seeds it is run with, where fewer than the claim's are enough; never below the rule's minimum.</param>
public sealed record NegativeControl(string Name, string Why, IReadOnlyDictionary<string, string> Replace, Rotation Rotate,
    IReadOnlyList<string> Keep, int? Seeds)
{
    /// <summary>The reference the control reads instead. All replacements are made at once, so that two arms can be swapped.</summary>
    public MeasurementReference Substitute(MeasurementReference reference)
    {
        if (Replace.TryGetValue($"{reference.Arm}:{reference.Name}", out var to))
            return MeasurementReference.Parse(to) with { Indices = reference.Indices };
        return Replace.TryGetValue(reference.Arm, out to)
            ? MeasurementReference.Parse($"{to}:{reference.Name}") with { Indices = reference.Indices }
            : reference;
    }

    /// <summary>Whether a leaf counts: a label also names the leaves that <c>each</c> made of it.</summary>
    public bool Keeps(Rule.Leaf leaf) => Keep.Count == 0 || Keep.Any(label =>
        leaf.Label == label || leaf.Label?.StartsWith($"{label} stage ", StringComparison.Ordinal) == true);
}

public enum Rotation { None, Seeds, Depth }
