using System.CommandLine;
using InverseRepro.Claims.Definition;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Verbs;

internal static class ShowVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        options.Claims.Arity = ArgumentArity.OneOrMore;
        var command = options.AddReading(new Command("show", "How a claim is decided, and its last verdict") { options.Claims, options.Json });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            var claims = ClaimSelection.Select(ClaimLibrary.Load(settings.ClaimsFolder), parsed.GetValue(options.Claims)!);
            if (parsed.GetValue(options.Json))
                JsonText.Write(host.Output, claims.Select(ClaimDocument.Of));
            else
                Write(claims, settings, host);
            return ExitCode.Good;
        });
        return command;
    }

    private static void Write(IReadOnlyList<Claim> claims, ReproSettings settings, CommandHost host)
    {
        using var store = settings.Store.HoldsRecord() ? settings.Store.OpenReadOnly() : null;
        foreach (var claim in claims)
        {
            ClaimSheet.Write(host.Output, claim);
            host.Output.WriteLine(store?.Verdicts(claim.Id, settings.Scale) is [var (run, verdict), ..]
                ? $"verdict   {VerdictLine.Of(run, verdict)}"
                : $"verdict   none yet at scale {settings.Scale.ToString().ToLowerInvariant()}: repro run {claim.Id}");
            host.Output.WriteLine();
        }
    }
}
