namespace InverseRepro.Checkpoints;

/// <summary>A null, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</summary>
public sealed record ScalarNode(object? Value) : CheckpointNode;
