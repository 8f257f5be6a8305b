using System.CommandLine;
using System.Globalization;
using InverseRepro.Claims.Auditing;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;

namespace InverseRepro.Cli.Verbs;

internal static class AuditVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var command = options.AddReading(new Command("audit", "Recompute every verdict from the record and check every artefact") { options.Json });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            using var store = SqliteStore.OpenReadOnly(settings.Store);
            var report = Auditor.Run(store, ClaimLibrary.Load(settings.ClaimsFolder), new BaselineFolder(settings.BaselinesFolder),
                new ArtefactStore(settings.ArtefactFolder));
            if (parsed.GetValue(options.Json))
                JsonText.Write(host.Output, report);
            else
                Tell(report, host.Output);
            return report.Passed ? ExitCode.Good : report.Findings.Count > 0 ? ExitCode.GateFailed : ExitCode.NotMeasured;
        });
        return command;
    }

    private static void Tell(AuditReport report, TextWriter output)
    {
        foreach (var finding in report.Findings)
            output.WriteLine($"✘ {finding}");
        var findings = report.Findings.Count switch { 0 => "nothing wrong", 1 => "1 finding", var n => $"{n.ToString(CultureInfo.InvariantCulture)} findings" };
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Verdicts} verdicts recomputed, {report.Cells} cells read, {report.Artefacts} artefacts hashed, {report.Baselines} baselines checked: {findings}"));
    }
}
