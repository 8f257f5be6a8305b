using System.CommandLine;
using System.Globalization;
using InverseRepro.Claims.Definition;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;
using Spectre.Console;

namespace InverseRepro.Cli.Verbs;

internal static class ClaimsVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var command = options.AddReading(new Command("claims", "List what is claimed") { options.Claims, options.Json });
        command.SetAction(parsed =>
        {
            var settings = options.Settings(parsed, host);
            var claims = ClaimSelection.Select(ClaimLibrary.Load(settings.ClaimsFolder), parsed.GetValue(options.Claims) ?? []);
            if (parsed.GetValue(options.Json))
                JsonText.Write(host.Output, claims.Select(ClaimDocument.Of));
            else
                host.Draw(Draw(claims));
            return ExitCode.Good;
        });
        return command;
    }

    private static Table Draw(IEnumerable<Claim> claims)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("claim", "paper", "tier", "scales", "what it says");
        foreach (var claim in claims)
        {
            var scales = claim.Scales.OrderBy(s => s.Key).Select(s =>
                $"{s.Key.ToString().ToLowerInvariant()} ({s.Value.Seeds} seeds, {s.Value.Minutes.ToString(CultureInfo.InvariantCulture)} min)");
            table.AddRow(Markup.Escape(claim.Id), Markup.Escape(claim.Paper), claim.Tier.ToString().ToLowerInvariant(),
                string.Join('\n', scales), Markup.Escape(claim.Statement));
        }
        return table;
    }
}
