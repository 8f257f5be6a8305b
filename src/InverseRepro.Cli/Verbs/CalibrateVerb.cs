using System.CommandLine;
using System.Globalization;
using InverseRepro.Claims.Calibrating;
using InverseRepro.Claims.Definition;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Progress;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;
using InverseRepro.Runner;

namespace InverseRepro.Cli.Verbs;

internal static class CalibrateVerb
{
    private const int DefaultRepeats = 2, MostRepeats = 1000;

    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        options.Claims.Arity = ArgumentArity.OneOrMore;
        var repeats = new Option<string?>("--repeats") { Description = $"How often each cell is measured anew (default: {DefaultRepeats})", HelpName = "N" };
        var command = options.AddRunning(new Command("calibrate", "Measure how far numbers move by themselves, and propose resolutions") { options.Claims, options.Json, repeats });
        command.SetAction(async parsed =>
        {
            var settings = options.Settings(parsed, host);
            var times = parsed.GetValue(repeats) is { } text ? ReproSettings.ParseCount(text, "--repeats", MostRepeats) : DefaultRepeats;
            if (times < 2)
                throw new UsageException("--repeats: one run has nothing to be compared with; give 2 or more");
            var claims = ClaimSelection.Select(ClaimLibrary.Load(settings.ClaimsFolder), parsed.GetValue(options.Claims)!, settings.Scale);
            using var interruption = new Interruption();
            var run = new CalibrationRun(settings, claims, SharedOptions.Given(parsed), host.Parts());
            var json = parsed.GetValue(options.Json);
            var found = await host.WatchAsync(plain: json, observer => run.RunAsync(times, observer, interruption.Token));
            foreach (var (calibration, file) in found.Select(c => (c, Write(c, settings))))
                Tell(calibration, file, json ? null : host);
            if (json)
                JsonText.Write(host.Output, found);
            return ExitCode.Good;
        });
        return command;
    }

    private static string Write(Calibration calibration, ReproSettings settings)
    {
        var file = Path.Combine(settings.ArtefactFolder, "calibration", settings.Scale.ToString().ToLowerInvariant(), $"{calibration.Claim}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var writer = new StreamWriter(file);
        JsonText.Write(writer, calibration);
        return file;
    }

    private static void Tell(Calibration calibration, string file, CommandHost? host)
    {
        if (host is null)
            return;
        host.Output.WriteLine($"{calibration.Claim} {calibration.Scale.ToString().ToLowerInvariant()} on {calibration.DeviceClass}: " + string.Create(CultureInfo.InvariantCulture,
            $"{calibration.Metrics.Count} metrics, {calibration.Repeats} fresh runs of {calibration.Seeds.Count} seeds"));
        if (calibration.Metrics.Any(m => m.Gated && CalibrationTable.Moves(m)))
            host.Draw(CalibrationTable.Draw(calibration));
        else
            host.Output.WriteLine("  every gated metric repeats to the bit");
        foreach (var missing in calibration.Unmeasured)
            host.Output.WriteLine($"  not measured: {missing}");
        host.Output.WriteLine($"  proposal: {file} (nothing else was changed; a resolution is declared in the baseline, under \"resolution\")");
    }
}
