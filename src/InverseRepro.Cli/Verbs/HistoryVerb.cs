using System.CommandLine;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Histories;
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
        var command = options.AddReading(new Command("history", "Verdicts of a claim over the runs, newest first, and where its metrics stepped") { options.Claims, options.Json });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            var claims = ClaimSelection.Select(ClaimLibrary.Load(settings.ClaimsFolder), parsed.GetValue(options.Claims)!, settings.Scale);
            using var store = settings.Store.OpenReadOnly();
            var histories = claims.Select(c => ClaimHistory.Of(c, settings.Scale, store)).ToList();
            if (parsed.GetValue(options.Json))
                JsonText.Write(host.Output, histories.Select(HistoryDocument.Of));
            else
                histories.ForEach(h => HistorySheet.Write(h, host));
            return histories.Exists(h => h.Runs.Count > 0) ? ExitCode.Good : ExitCode.NotMeasured;
        });
        return command;
    }
}
