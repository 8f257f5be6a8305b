namespace InverseRepro.Checkpoints;

/// <summary>
/// A value of the raw content of a checkpoint: <see cref="DictionaryNode"/>, <see cref="ListNode"/>, <see cref="ScalarNode"/> or
/// <see cref="TensorNode"/>.
/// </summary>
public abstract record CheckpointNode
{
    private protected CheckpointNode()
    {
    }
}
