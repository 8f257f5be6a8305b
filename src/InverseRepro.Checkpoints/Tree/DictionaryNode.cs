namespace InverseRepro.Checkpoints;

/// <summary>A dictionary in the file's order; integer keys appear as their decimal text.</summary>
public sealed record DictionaryNode(OrderedDictionary<string, CheckpointNode> Items) : CheckpointNode;
