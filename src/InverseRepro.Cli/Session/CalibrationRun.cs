using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Calibrating;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.DataFiles;
using InverseRepro.Engine;
using InverseRepro.Runner;

namespace InverseRepro.Cli.Session;

/// <summary>
/// Measures claims again and again from nothing, each time in a record of its own and in fresh processes, and compares the
/// numbers seed by seed. The record, the baselines and the cache are left alone.
/// </summary>
public sealed class CalibrationRun(ReproSettings settings, IReadOnlyList<Claim> claims, string command, ReproParts parts)
{
    /// <summary>Enough to see whether a metric repeats; its spread over seeds is known from the baseline.</summary>
    public const int DefaultSeeds = 2;

    private readonly string _scratch = Path.Combine(settings.ArtefactFolder, "calibration", $"scratch-{Guid.NewGuid():N}");

    /// <exception cref="OperationCanceledException">Interrupted; nothing was written.</exception>
    public async Task<IReadOnlyList<Calibration>> RunAsync(int repeats, IRunObserver observer, CancellationToken cancellation)
    {
        try
        {
            var measured = new List<IReadOnlyDictionary<string, Baseline>>();
            for (var repeat = 1; repeat <= repeats; repeat++)
                measured.Add(await MeasureAsync(settings, $"repeat-{repeat}", observer, cancellation));
            var (elsewhere, problem) = await ElsewhereAsync(observer, cancellation);
            var accepted = new BaselineFolder(settings.BaselinesFolder);
            return [.. claims.Select(c => Calibration.Of([.. measured.Select(m => m[c.Id])], accepted.Verified(c.Id, settings.Scale), elsewhere?[c.Id],
                problem is null ? [] : [problem]))];
        }
        finally
        {
            if (Directory.Exists(_scratch))
                Directory.Delete(_scratch, recursive: true);
        }
    }

    /// <summary>The claims on the device that the repeats did not use.</summary>
    private async Task<(IReadOnlyDictionary<string, Baseline>?, string? Problem)> ElsewhereAsync(IRunObserver observer, CancellationToken cancellation)
    {
        var other = DeviceChoice.Of(settings).Device == "cpu" ? "cuda" : "cpu";
        try
        {
            return (await MeasureAsync(settings with { Device = other }, other, observer, cancellation), null);
        }
        catch (DeviceUnavailableException e)
        {
            return (null, $"the spread between devices: {e.Message}");
        }
    }

    private async Task<IReadOnlyDictionary<string, Baseline>> MeasureAsync(ReproSettings of, string name, IRunObserver observer, CancellationToken cancellation)
    {
        var own = of with { Store = new SqliteAddress(Path.Combine(name, "repro.db"), _scratch), Artefacts = null, Seeds = settings.Seeds ?? DefaultSeeds };
        await using var session = ReproSession.Open(own, command, parts);
        var result = await session.RunAsync(claims, observer, cancellation);
        if (result.Interrupted)
            throw new OperationCanceledException();
        return result.Claims.FirstOrDefault(c => c.NotMeasured) is { } unmeasured
            ? throw new DataUnavailableException($"claim '{unmeasured.Claim.Id}' cannot be calibrated: {unmeasured.Verdict.Reason}")
            : result.Claims.ToDictionary(c => c.Claim.Id, session.Received);
    }
}
