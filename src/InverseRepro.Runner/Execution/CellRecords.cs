using InverseRepro.Claims.Storing;

namespace InverseRepro.Runner.Execution;

/// <summary>Turns the end of an attempt into what the store keeps.</summary>
internal static class CellRecords
{
    /// <summary>Commits the artefacts of a success first, so that the record never names a file that is not there.</summary>
    public static CellRecord Of(Attempt attempt, CellOutcome outcome, TimeProvider clock)
    {
        var elapsed = clock.GetElapsedTime(attempt.Started).TotalSeconds;
        return outcome switch
        {
            CellOutcome.Succeeded s => Record(attempt, null, s.Seconds, s.PeakBytes, clock) with
            {
                Measurements = s.Measurements,
                Artefacts = attempt.Draft.Commit(),
            },
            CellOutcome.Failed f => Record(attempt, f.Message, f.Seconds, 0, clock),
            CellOutcome.Crashed c => Record(attempt, $"{c.Message}, {attempt.Number} times", elapsed, 0, clock),
            _ => throw new InvalidOperationException($"unknown outcome {outcome.GetType().Name}"),
        };
    }

    private static CellRecord Record(Attempt attempt, string? failure, double seconds, long peakBytes, TimeProvider clock) =>
        new(attempt.Cell.Id, attempt.Cell.Key!, attempt.Cell.SettingsJson, failure is null, failure is null ? null : WithLog(failure, attempt.Log),
            seconds, peakBytes, clock.GetUtcNow(), [], []);

    private static string WithLog(string failure, CellLog log)
    {
        var tail = log.Tail();
        // No database holds a null character in a text.
        return tail.Count == 0 ? failure : $"{failure}\nlast lines of {log.Path}:\n{string.Join('\n', tail.Select(l => "  " + l.Replace('\0', '␀')))}";
    }
}
