using System.CommandLine;
using System.Globalization;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Frozen;
using InverseRepro.Runner.Slurm;

namespace InverseRepro.Cli.Verbs;

/// <summary>Hands the cells of claims to other machines.</summary>
internal static class SubmitVerb
{
    public static Command Create(CommandHost host) => new("submit", "Freeze what claims need and hand it to other machines") { Slurm(host), Plan(host) };

    private static Command Slurm(CommandHost host)
    {
        var options = new SubmitOptions();
        var partition = Text("--partition", "As sbatch takes it", "NAME");
        var time = Text("--time", "Of one cell, as sbatch takes it (30, 2:00:00, 1-0)", "TIME");
        var throttle = Text("--throttle", "Cells at once (default: as many as fit)", "K");
        var requeue = Text("--requeue", "How often a cell is started again when its time is up or its process was killed (default: 3)", "LIMIT");
        var memory = Text("--mem", "Memory of one cell, as sbatch takes it (4G)", "SIZE");
        var gres = Text("--gres", "Devices of one cell, as sbatch takes it (gpu:1)", "LIST");
        var cpus = Text("--cpus", "Cores of one cell (default: 1)", "N");
        var command = options.AddTo(new Command("slurm", "Freeze a plan, publish this build, and submit the cells as job arrays with a job that gathers") { partition, time, throttle, requeue, memory, gres, cpus });
        command.SetAction(async parsed =>
        {
            int? Number(Option<string?> option, int most) => parsed.GetValue(option) is { } text ? ReproSettings.ParseCount(text, option.Name, most) : null;
            var slurm = new SlurmOptions(parsed.GetValue(partition), parsed.GetValue(time), Number(throttle, 1_000_000),
                parsed.GetValue(requeue) == "0" ? 0 : Number(requeue, 1000) ?? 3, parsed.GetValue(memory), parsed.GetValue(gres), Number(cpus, 1024) ?? 1);
            SlurmSubmission.CheckAvailable();
            var (folder, build, settings) = await options.FreezeAsync(parsed, host, slurm);
            var jobs = new SlurmSubmission(folder, Program(build), slurm).Submit(SubmitOptions.GatherArguments(settings, build));
            foreach (var job in jobs)
                host.Output.WriteLine($"job {job.Id}: {job.What}");
            host.Output.WriteLine($"plan: {folder.Path}");
            return ExitCode.Good;
        });
        return command;
    }

    private static Command Plan(CommandHost host)
    {
        var options = new SubmitOptions();
        var command = options.AddTo(new Command("plan", "Freeze a plan and publish this build, and run nothing: for GNU parallel, CI or another scheduler"));
        command.SetAction(async parsed =>
        {
            var (folder, build, settings) = await options.FreezeAsync(parsed, host);
            var program = Program(build);
            string Command(params IEnumerable<string> arguments) => string.Join(' ', program.Arguments.Concat(arguments).Prepend(program.FileName).Select(ShellText.Word));
            foreach (var level in folder.Plan.ToRun.GroupBy(c => c.Level))
                host.Output.WriteLine($"seq {Number(level.First().Index)} {Number(level.Last().Index)} | parallel --retries 4 --quote {Command("cell", "--plan", folder.Path, "--index")} {{}}");
            host.Output.WriteLine(Command(["gather", folder.Path, "--final", .. SubmitOptions.GatherArguments(settings, build)]));
            return ExitCode.Good;
        });
        return command;
    }

    private static WorkerCommand Program(PublishedBuild build)
    {
        var running = WorkerCommand.Of(typeof(SubmitVerb).Assembly, [], new Dictionary<string, string>());
        return running with { Arguments = [Path.Combine(build.Path, Path.GetFileName(running.Arguments[0]))] };
    }

    private static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
