namespace InverseRepro.Claims.Definition;

/// <summary>
/// The same rule read from other data, in which the claim must come out not supported: references are replaced, or the
/// pairing is broken.
/// </summary>
/// <param name="Replace">From → to, each <c>experiment[@variant]</c> or <c>experiment[@variant]:name</c>; longest match first.</param>
/// <param name="Rotate">What is rotated: nothing, the seeds of the second operand by one, or each series by its seed's position.</param>
/// <param name="Keep">Leaf rules by label that the control is decided on; empty means all.</param>
/// <param name="Seeds">Seeds it is run with, where fewer than the claim's are enough; never below the rule's minimum.</param>
public sealed record NegativeControl(string Name, string Why, IReadOnlyDictionary<string, string> Replace, Rotation Rotate,
    IReadOnlyList<string> Keep, int? Seeds);

public enum Rotation { None, Seeds, Depth }
