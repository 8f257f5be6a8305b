namespace InverseRepro.Runner;

/// <summary>How far a run is.</summary>
/// <param name="Done">Cells that ended, well or not, of those that had to run.</param>
/// <param name="Left">Estimated from the past durations of the same cells; null while nothing is known.</param>
public sealed record RunProgress(int Done, int Total, TimeSpan? Left);
