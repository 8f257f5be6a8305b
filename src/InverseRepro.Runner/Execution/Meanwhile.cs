namespace InverseRepro.Runner.Execution;

/// <summary>What an executor may do while a cell runs.</summary>
public enum Meanwhile
{
    /// <summary>Nothing, for the cell measures time, or none comes after it. What has begun to start is waited for first.</summary>
    Nothing,

    /// <summary>Start what the next cell runs in.</summary>
    StartNext,
}
