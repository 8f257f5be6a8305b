using System.CommandLine;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Progress;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;
using InverseRepro.Engine;
using InverseRepro.Engine.Parity;

namespace InverseRepro.Cli.Verbs;

internal static class ParityVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Heartbeat = TimeSpan.FromSeconds(10);

    public static Command Create(CommandHost host)
    {
        var paths = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Golden files (golden-model/1, golden-chain/1), folders of them, or globs" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "One line a file (so it is where several are given)" };
        var json = new Option<bool>("--json") { Description = "Write JSON to standard output" };
        var command = new Command("parity", "Compare networks with golden files of their reference implementations: 0 all agree, 1 one does not, 2 a file cannot be used")
        {
            paths, quiet, json,
        };
        command.SetAction(async parsed =>
        {
            var files = GoldenFiles.Find(parsed.GetValue(paths)!, host.Directory, host.Say);
            var checks = new List<CheckedFile>();
            foreach (var file in files.Paths)
            {
                var check = await CheckAsync(file, host);
                checks.Add(check);
                if (check.Fault is not null)
                    host.Say(check.Fault);
                else if (!parsed.GetValue(json))
                    Tell(check.Report!, parsed.GetValue(quiet) || files.Paths.Count > 1, host);
            }
            if (parsed.GetValue(json))
                JsonText.Write(host.Output, checks.Select(ParityDocument.Of));
            return checks.Any(check => check.Report?.Agrees == false) ? ExitCode.GateFailed
                : files.Faults > 0 || checks.Any(check => check.Fault is not null) ? ExitCode.Usage : ExitCode.Good;
        });
        return command;
    }

    private static async Task<CheckedFile> CheckAsync(string path, CommandHost host)
    {
        var work = Task.Run(() => Check(path, host.Parts()));
        var (waited, pause) = (TimeSpan.Zero, Patience);
        while (await Task.WhenAny(work, Task.Delay(pause)) != work)
        {
            waited += pause;
            pause = Heartbeat;
            host.Say($"{path}: running for {Duration.Of(waited)}");
        }
        return await work;
    }

    private static CheckedFile Check(string path, ReproParts parts)
    {
        try
        {
            Compute.Use("cpu", Environment.ProcessorCount);
            return new CheckedFile(path, ParityCheck.Run(GoldenModel.Read(path), parts.References), null);
        }
        catch (InvalidDataException fault)
        {
            return new CheckedFile(path, null, fault.Message);
        }
    }

    private static void Tell(ParityReport report, bool brief, CommandHost host)
    {
        if (!brief)
            host.Draw(ParityTable.Draw(report));
        host.Output.WriteLine(ParityTable.Summary(report));
        if (!brief)
            foreach (var fault in report.KeyFaults)
                host.Output.WriteLine($"✘ {fault}");
    }
}
