namespace InverseRepro.Checkpoints;

/// <summary>A list or a tuple.</summary>
public sealed record ListNode(IReadOnlyList<CheckpointNode> Items) : CheckpointNode;
