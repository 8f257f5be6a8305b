namespace InverseRepro.Engine.Parity;

/// <summary>One line of a golden model's state dictionary. <paramref name="Rule"/> is null for tensors that are not filled.</summary>
public sealed record GoldenEntry(string Key, string DataType, long[] Shape, string? Rule);
