namespace InverseRepro.Engine.Parity;

/// <summary>
/// One line of a golden model's state dictionary: key, element type, shape, the rule that fills it ("as_constructed": none),
/// and its first and last value (null where it has no elements).
/// </summary>
public sealed record GoldenEntry(string Key, string DataType, long[] Shape, string Rule, double? First, double? Last);
