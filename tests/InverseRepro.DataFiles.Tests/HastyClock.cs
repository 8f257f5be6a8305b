namespace InverseRepro.DataFiles.Tests;

/// <summary>Real time, but pauses before another attempt pass at once and are noted.</summary>
internal sealed class HastyClock : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(59);

    public List<TimeSpan> Pauses { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > LongestPause)
            return base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
            Pauses.Add(dueTime);
        return base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
