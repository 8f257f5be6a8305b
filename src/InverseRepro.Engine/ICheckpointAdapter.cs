using InverseRepro.Checkpoints;

namespace InverseRepro.Engine;

/// <summary>A module whose weights were published in several layouts.</summary>
public interface ICheckpointAdapter
{
    /// <summary>The entries of any of the layouts under the module's own keys, without those the module has no use for.</summary>
    IEnumerable<CheckpointEntry> Adapt(IReadOnlyCollection<CheckpointEntry> entries);
}
