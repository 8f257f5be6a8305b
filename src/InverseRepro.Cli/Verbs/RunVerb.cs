using System.CommandLine;
using InverseRepro.Cli.CommandLine;

namespace InverseRepro.Cli.Verbs;

internal static class RunVerb
{
    public static Command Create(CommandHost host)
    {
        var options = new SharedOptions();
        var strict = new Option<bool>("--strict") { Description = "Exit 4 where the seeds give no verdict" };
        var plan = new Option<bool>("--plan") { Description = "Say what would run, how long and with how much memory, and what is missing; run nothing. Exit 3 where something is missing" };
        var command = options.AddRunning(new Command("run", "Train, measure, decide and record") { options.Claims, options.Core, options.Json, strict, plan });
        command.SetAction(async parsed =>
        {
            var settings = options.Settings(parsed, host);
            await using var work = ClaimWork.Open(settings, options, parsed, host);
            return parsed.GetValue(plan)
                ? work.Plan(parsed.GetValue(options.Json))
                : await work.RunAsync(gated: false, parsed.GetValue(strict), parsed.GetValue(options.Json));
        });
        return command;
    }
}
