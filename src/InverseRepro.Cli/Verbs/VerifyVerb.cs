using System.CommandLine;
using InverseRepro.Cli.CommandLine;

namespace InverseRepro.Cli.Verbs;

internal static class VerifyVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var strict = new Option<bool>("--strict") { Description = "Exit 4 where the seeds give no verdict" };
        var command = options.AddRunning(new Command("verify", "Run, then gate verdicts and numbers against the baselines") { options.Claims, options.Core, options.Json, strict });
        command.SetAction(async parsed =>
        {
            var settings = options.Settings(parsed, host);
            await using var work = ClaimWork.Open(settings, options, parsed, host);
            return await work.RunAsync(gated: true, parsed.GetValue(strict), parsed.GetValue(options.Json));
        });
        return command;
    }
}
