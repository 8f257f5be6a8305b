namespace InverseRepro.Checkpoints;

/// <summary>A tensor; the entry is named by its path, "optimizer.state.0.step".</summary>
public sealed record TensorNode(CheckpointEntry Entry) : CheckpointNode;
