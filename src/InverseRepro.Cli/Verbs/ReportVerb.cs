using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Session;
using InverseRepro.Report;

namespace InverseRepro.Cli.Verbs;

internal static class ReportVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var open = new Option<bool>("--open") { Description = "Open it in the browser" };
        var markdown = new Option<bool>("--markdown") { Description = "Print the table of verdicts as Markdown too, for a step summary" };
        var command = options.AddReading(new Command("report", "Write the HTML report of the latest verdicts") { options.Claims, open, markdown });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            var claims = ClaimSelection.Select(ClaimLibrary.Load(settings.ClaimsFolder), parsed.GetValue(options.Claims) ?? [], settings.Scale);
            using var store = SqliteStore.OpenReadOnly(settings.Store);
            var collected = ReportCollector.Collect(store, claims, settings.Scale, _ => null);
            if (collected.Count == 0)
            {
                host.Say($"no verdict yet at scale {settings.Scale.ToString().ToLowerInvariant()}: repro run measures and decides");
                return ExitCode.NotMeasured;
            }
            var artefacts = new ArtefactStore(settings.ArtefactFolder);
            var page = ReportWriter.Write(settings.ReportFolder, collected, settings.Scale, artefacts, TimeProvider.System);
            if (parsed.GetValue(markdown))
                host.Output.WriteLine(MarkdownTable.Of(collected));
            host.Output.WriteLine(page);
            if (parsed.GetValue(open))
                Open(page, host);
            return ExitCode.Good;
        });
        return command;
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
