using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Session;
using InverseRepro.Report;
using InverseRepro.Report.Collecting;
using InverseRepro.Report.Tables;

namespace InverseRepro.Cli.Verbs;

internal static class ReportVerb
{
    private const string StepSummary = "GITHUB_STEP_SUMMARY";

    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var open = new Option<bool>("--open") { Description = "Open it in the browser" };
        var folder = new Option<string?>("--out") { Description = "Where to write it (default: report/ beside the record)", HelpName = "FOLDER" };
        var summary = new Option<bool>("--summary") { Description = $"Print the verdicts as Markdown too (they are added to {StepSummary} where CI names it)" };
        var command = options.AddReading(new Command("report", "Write the report of the latest verdicts: pages, tables and JSON")
            { options.Claims, open, folder, summary });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            var content = Collect(settings, parsed.GetValue(options.Claims) ?? [], options.NamesScale(parsed, host), host);
            var site = parsed.GetValue(folder) is { } named ? Path.GetFullPath(named, host.Directory) : settings.ReportFolder;
            var page = ReportWriter.Write(site, content, new ArtefactStore(settings.ArtefactFolder));
            Summarise(content, parsed.GetValue(summary), host);
            host.Output.WriteLine(page);
            if (parsed.GetValue(open))
                Open(page, host);
            if (content.Findings.Any(f => f.Outcome != Outcome.NotMeasured))
                return ExitCode.Good;
            host.Say("no verdict yet: repro run measures and decides");
            return ExitCode.NotMeasured;
        });
        return command;
    }

    private static ReportContent Collect(ReproSettings settings, IReadOnlyList<string> patterns, bool oneScale, CommandHost host)
    {
        var library = ClaimLibrary.Load(settings.ClaimsFolder);
        var claims = oneScale ? ClaimSelection.Select(library, patterns, settings.Scale) : ClaimSelection.Select(library, patterns);
        using var store = settings.Store.OpenReadOnly();
        return new ReportCollector(store, new BaselineFolder(settings.BaselinesFolder), host.Parts().Experiments, TimeProvider.System)
            .Collect(claims, oneScale ? [settings.Scale] : null);
    }

    private static void Summarise(ReportContent content, bool print, CommandHost host)
    {
        var text = MarkdownSummary.Of(content);
        if (print)
            host.Output.WriteLine(text);
        if (host.Variable(StepSummary) is not { Length: > 0 } file)
            return;
        try
        {
            File.AppendAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Say($"the summary cannot be added to {StepSummary} '{file}': {e.Message}");
        }
    }

    private static void Open(string page, CommandHost host)
    {
        var program = OperatingSystem.IsMacOS() ? "open" : OperatingSystem.IsWindows() ? "explorer" : "xdg-open";
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(program, [page]) { RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            host.Say($"no browser to open it with ('{program}' is not there); the page is {page}");
        }
    }
}
