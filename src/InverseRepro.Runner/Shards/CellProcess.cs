using System.Globalization;
using System.Runtime.InteropServices;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Runner.Shards;

/// <summary>The life of a process that runs one cell of a plan, and what its exit code tells a scheduler.</summary>
public static class CellProcess
{
    /// <summary>The cell's experiment failed, as it would again: do not retry.</summary>
    public const int Failed = 1;

    /// <summary>Data is missing here, or a required cell has no measurements: do not retry.</summary>
    public const int NotMeasurable = 3;

    /// <summary>Ended by no fault of its own (EX_TEMPFAIL of sysexits.h): try again.</summary>
    public const int TryAgain = 75;

    private const PosixSignal TimeIsNearlyUp = (PosixSignal)10; // SIGUSR1, by its number on Linux

    /// <param name="name">Of this attempt, e.g. how often the job was restarted; a random part is added.</param>
    /// <returns>0 where there is a shard with measurements; else one of the constants above, or <see cref="Interruption.ExitCode"/>.</returns>
    public static async Task<int> RunAsync(CellAttempt attempt, int index, string name, Action<string> say)
    {
        using var interruption = new Interruption();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token);
        using var limit = OperatingSystem.IsLinux() ? PosixSignalRegistration.Create(TimeIsNearlyUp, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        }) : null;
        var scratch = Directory.CreateTempSubdirectory("repro-cell-").FullName;
        try
        {
            var end = await attempt.RunAsync(index, $"{name}-{Guid.NewGuid().ToString("N")[..8]}", scratch, say, stop.Token);
            return end switch { AttemptEnd.Measured => 0, AttemptEnd.Failed => Failed, AttemptEnd.NotMeasurable => NotMeasurable, _ => TryAgain };
        }
        catch (OperationCanceledException) when (!interruption.Token.IsCancellationRequested)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"cell {index}: its time is nearly up (SIGUSR1); it must start again, or be given more time"));
            return TryAgain;
        }
        catch (OperationCanceledException)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"cell {index}: interrupted"));
            return Interruption.ExitCode;
        }
        catch (StoreException e) // a full or absent disk, which the next node may not have
        {
            say(e.Message);
            return TryAgain;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
