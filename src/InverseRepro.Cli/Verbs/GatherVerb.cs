using System.CommandLine;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;

namespace InverseRepro.Cli.Verbs;

/// <summary>Brings what the cells of a plan measured into the record, and decides its claims.</summary>
internal static class GatherVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var folder = new Argument<string>("FOLDER") { Description = "The plan's folder, as repro submit names it" };
        var final = new Option<bool>("--final") { Description = "No attempt comes any more: cells without a result count as not measured" };
        var command = options.AddDeciding(new Command("gather", "Merge the cells of a frozen plan into the record, name what is missing, and decide. Again, it changes nothing. " +
            "Exit 1 where two attempts at a cell disagree or a control is supported, 3 where a cell has no result") { folder, final, options.Json });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            var plan = PlanFolder.Open(Path.GetFullPath(parsed.GetValue(folder)!, host.Directory));
            using var store = settings.Store.Open(host.Parts().Clock);
            var here = RunEnvironment.Capture(settings.Home, SharedOptions.Given(parsed), "", "", "", host.Parts().Clock);
            var result = new Gatherer(plan, store, new ArtefactStore(settings.ArtefactFolder), here, host.Parts().Clock)
                .Gather(ClaimLibrary.Load(settings.ClaimsFolder), parsed.GetValue(final));
            return Tell(plan, result, settings.Store.ToString()!, parsed.GetValue(options.Json), host);
        });
        return command;
    }

    private static int Tell(PlanFolder plan, GatherResult result, string store, bool json, CommandHost host)
    {
        var document = GatherDocument.Of(plan.Plan, result);
        var report = Path.Combine(plan.Path, "gather.json");
        foreach (var line in GatherSheet.Lines(plan.Plan, result, store, report))
            host.Say(line);
        Keep(document, report, host);
        if (json)
            JsonText.Write(host.Output, document);
        else if (result.Decided.Count > 0)
            DrawVerdicts(result, plan.Plan, host);
        return result.Alarms.Count > 0 || result.Decided.Any(d => !d.Verdict.ControlsHold) ? ExitCode.GateFailed
            : result.Missing.Count + result.Failed.Count > 0 || result.Decided.Any(d => d.Verdict.Outcome == Claims.Deciding.Outcome.NotMeasured) ? ExitCode.NotMeasured
            : ExitCode.Good;
    }

    // The record holds all that matters; a plan of somebody else may be read-only.
    private static void Keep(GatherDocument document, string report, CommandHost host)
    {
        using var text = new StringWriter();
        JsonText.Write(text, document);
        try
        {
            File.WriteAllText(report, text.ToString());
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            host.Say($"this is not written down in '{report}': {refused.Message}");
        }
    }

    private static void DrawVerdicts(GatherResult result, FrozenPlan plan, CommandHost host)
    {
        var rows = result.Decided.Select(d => new VerdictRow(d.Verdict, null, false,
            ClaimCells.Of(d.Claim, plan.Scale, d.Verdict.Seeds).Sum(c => result.Cells[c].Record?.Seconds ?? 0) / 60)).ToList();
        host.Draw(VerdictTable.Draw(rows));
        foreach (var note in VerdictTable.Notes(rows))
            host.Output.WriteLine($"  {note}");
    }
}
