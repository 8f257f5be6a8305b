using System.CommandLine;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Engine;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;

namespace InverseRepro.Cli.Verbs;

/// <summary>What <c>repro run</c> starts to run cells in; not for people.</summary>
internal static class WorkerVerb
{
    /// <summary>Of a device to open before the first cell comes.</summary>
    public const string Opened = "--open";

    public static Command Create(CommandHost host)
    {
        var opened = new Option<string?>(Opened) { Description = "A device to open before the first cell comes" };
        var command = new Command("worker", "Serves cells to a run") { opened };
        command.Hidden = true;
        command.SetAction(parsed => Serve(parsed.GetValue(opened)));
        return command;
    }

    private static int Serve(string? opened) => WorkerLoop.Serve(new ExperimentCatalog(PaperCatalog.Experiments),
        opened is null ? null : () => Compute.WarmUp(Compute.Device(opened)));
}
