using System.CommandLine;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;

namespace InverseRepro.Cli.Verbs;

/// <summary>What <c>repro run</c> starts to run cells in; not for people.</summary>
internal static class WorkerVerb
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("worker", "Serves cells to a run") { Hidden = true };
        command.SetAction(_ => Serve());
        return command;
    }

    private static int Serve() => WorkerLoop.Serve(new ExperimentCatalog(PaperCatalog.Experiments));
}
