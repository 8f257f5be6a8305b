using System.CommandLine;
using System.Globalization;
using InverseRepro.Claims.Auditing;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Mutating;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Verbs;

/// <summary>Arithmetic and hashes alone: nothing here loads a tensor library.</summary>
internal static class AuditVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var mutate = new Option<bool>("--mutate") { Description = "Swap, shuffle and flip the stored values, and see that each decision changes as it must" };
        var command = options.AddReading(new Command("audit", "Recompute every verdict from the record and check every artefact") { options.Json, mutate });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            using var store = settings.Store.HoldsRecord() ? settings.Store.OpenReadOnly() : null;
            if (store is null)
                host.Say($"there is no record at {settings.Store}; only the baselines are checked");
            return parsed.GetValue(mutate)
                ? Mutate(settings, store, parsed.GetValue(options.Json), host)
                : Audit(settings, store, parsed.GetValue(options.Json), host);
        });
        return command;
    }

    private static int Audit(ReproSettings settings, IStore? store, bool json, CommandHost host)
    {
        var report = Auditor.Run(store, ClaimLibrary.Load(settings.ClaimsFolder), new BaselineFolder(settings.BaselinesFolder),
            new ArtefactStore(settings.ArtefactFolder), settings.ClaimTestsFolder);
        if (json)
            JsonText.Write(host.Output, report);
        else
            Tell(report, host.Output);
        return report.Passed ? ExitCode.Good : report.Findings.Count > 0 ? ExitCode.GateFailed : ExitCode.NotMeasured;
    }

    private static void Tell(AuditReport report, TextWriter output)
    {
        foreach (var finding in report.Findings)
            output.WriteLine($"✘ {finding}");
        var findings = report.Findings.Count switch { 0 => "nothing wrong", 1 => "1 finding", var n => $"{n.ToString(CultureInfo.InvariantCulture)} findings" };
        var superseded = report.Superseded == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({report.Superseded} earlier ones by other rules left out)");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Verdicts} verdicts recomputed{superseded}, {report.Cells} cells read, {report.Artefacts} artefacts hashed, {report.Baselines} baselines checked, {report.Tests} tests matched: {findings}"));
    }

    private static int Mutate(ReproSettings settings, IStore? store, bool json, CommandHost host)
    {
        var report = MutationAudit.Run(store, ClaimLibrary.Load(settings.ClaimsFolder), new BaselineFolder(settings.BaselinesFolder));
        if (json)
            JsonText.Write(host.Output, report);
        else
            MutationTable.Write(report, host);
        return report.Passed ? ExitCode.Good : report.Decided > 0 ? ExitCode.GateFailed : ExitCode.NotMeasured;
    }
}
