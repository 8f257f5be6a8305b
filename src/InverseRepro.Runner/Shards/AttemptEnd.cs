namespace InverseRepro.Runner.Shards;

/// <summary>How an attempt at a cell ended.</summary>
public enum AttemptEnd
{
    /// <summary>There is a shard with its measurements, from this attempt or an earlier one.</summary>
    Measured,

    /// <summary>The experiment failed, which it would do again: there is a shard that says so.</summary>
    Failed,

    /// <summary>Data is missing on this machine, or a cell it requires has no measurements. There is no shard.</summary>
    NotMeasurable,

    /// <summary>Its process died, as it may not do again. There is no shard.</summary>
    Crashed,
}
