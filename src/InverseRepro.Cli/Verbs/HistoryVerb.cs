using System.CommandLine;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Verbs;

internal static class HistoryVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        options.Claims.Arity = ArgumentArity.OneOrMore;
        var command = options.AddReading(new Command("history", "Verdicts of a claim over the runs, newest first") { options.Claims, options.Json });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            var claims = ClaimSelection.Select(ClaimLibrary.Load(settings.ClaimsFolder), parsed.GetValue(options.Claims)!);
            using var store = SqliteStore.OpenReadOnly(settings.Store);
            var entries = claims.SelectMany(c => store.Verdicts(c.Id, settings.Scale)).ToList();
            if (parsed.GetValue(options.Json))
                JsonText.Write(host.Output, entries.Select(e => new { e.Run, e.Verdict }));
            else
                Write(claims, entries, host.Output);
            return entries.Count > 0 ? ExitCode.Good : ExitCode.NotMeasured;
        });
        return command;
    }

    private static void Write(IReadOnlyList<Claim> claims, List<(RunRecord Run, Claims.Deciding.Verdict Verdict)> entries, TextWriter output)
    {
        foreach (var claim in claims)
        {
            output.WriteLine(claim.Id);
            var own = entries.Where(e => e.Verdict.ClaimId == claim.Id).ToList();
            foreach (var (run, verdict) in own)
                output.WriteLine($"  {VerdictLine.Of(run, verdict)}");
            if (own.Count == 0)
                output.WriteLine("  no verdict yet");
        }
    }
}
