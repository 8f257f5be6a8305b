using System.CommandLine;
using InverseRepro.Claims.Definition;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.Verbs;

internal static class AcceptVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        options.Claims.Arity = ArgumentArity.OneOrMore;
        var command = options.AddReading(new Command("accept", "Make what 'verify' received the baseline; refused when CI=true") { options.Claims });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            var patterns = parsed.GetValue(options.Claims)!;
            var claims = ClaimSelection.Select(ClaimLibrary.Load(settings.ClaimsFolder), patterns, settings.Scale);
            foreach (var file in ReproSession.Accept(settings, claims, patterns, host.Variable("CI") is "true" or "1"))
                host.Output.WriteLine(file);
            return ExitCode.Good;
        });
        return command;
    }
}
