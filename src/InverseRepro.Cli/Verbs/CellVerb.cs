using System.CommandLine;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Session;
using InverseRepro.Runner;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Shards;

namespace InverseRepro.Cli.Verbs;

/// <summary>Runs one cell of a frozen plan: what a job of an array does, and what any other scheduler or a loop can do.</summary>
internal static class CellVerb
{
    public static Command Create(CommandHost host)
    {
        var plan = new Option<string>("--plan") { Required = true, Description = "The plan's folder, as repro submit names it", HelpName = "FOLDER" };
        var index = new Option<string>("--index") { Required = true, Description = "Which cell, as cells.tsv there counts them", HelpName = "I" };
        var attempt = new Option<string>("--attempt") { Description = "A word for this attempt in its shard's name", HelpName = "NAME", DefaultValueFactory = _ => "0" };
        var command = new Command("cell", "Run one cell of a frozen plan. Exit 0 measured, 1 its experiment failed, 2 this machine or build does not fit the plan, " +
            "3 something it needs is missing, 75 try again (killed, or SIGUSR1: its time is nearly up)") { plan, index, attempt };
        command.SetAction(async parsed => await RunAsync(PlanFolder.Open(Path.GetFullPath(parsed.GetValue(plan)!, host.Directory)),
            ParseIndex(parsed.GetValue(index)!), ParseAttempt(parsed.GetValue(attempt)!), host));
        return command;
    }

    private static async Task<int> RunAsync(PlanFolder folder, int index, string name, CommandHost host)
    {
        var plan = folder.Plan;
        var settings = new ReproSettings
        {
            Home = folder.Path,
            Scale = plan.Scale,
            Jobs = 1,
            Device = plan.Run.Device,
            DataRoot = plan.DataRoot,
            Store = new SqliteAddress("none.db", folder.Path), // there is no record where a cell runs
        };
        var device = DeviceChoice.Of(settings);
        var parts = host.Parts();
        var here = RunEnvironment.Capture(folder.Path, plan.Run.Command, device.Engine, device.Device, device.DeviceClass, parts.Clock);
        await using var executor = parts.Executor(settings);
        var attempt = new CellAttempt(folder, new ExperimentCatalog(parts.Experiments), executor, here, parts.Clock);
        return await CellProcess.RunAsync(attempt, index, name, host.Say);
    }

    private static int ParseIndex(string text) => text.Trim('0') == "" && text.Length > 0 ? 0 : ReproSettings.ParseCount(text, "--index", int.MaxValue);

    private static string ParseAttempt(string text) => text.Length is > 0 and <= 32 && text.All(char.IsAsciiLetterOrDigit)
        ? text
        : throw new UsageException($"--attempt: '{text}' is no word of at most 32 letters and digits");
}
