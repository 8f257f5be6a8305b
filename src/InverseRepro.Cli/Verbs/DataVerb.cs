using System.CommandLine;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Progress;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;
using InverseRepro.DataFiles.Checking;
using InverseRepro.DataFiles.Fetching;
using InverseRepro.Runner;

namespace InverseRepro.Cli.Verbs;

internal static class DataVerb
{
    public static Command Create(CommandHost host) => new("data", "Data sets and published weights: what is here, and fetching it")
    {
        List(host), Fetch(host), Check(host),
    };

    private static Command List(CommandHost host)
    {
        var options = new SharedOptions();
        var command = options.AddDataRoot(new Command("list", "What there is, where it lies or would lie, and what of it is here") { options.Json });
        command.SetAction(parsed =>
        {
            var root = options.Settings(parsed, host).DataRoot;
            var lines = host.Parts().Data.Select(set => DataLine.Of(set, root));
            if (parsed.GetValue(options.Json))
                JsonText.Write(host.Output, lines);
            else
                host.Draw(DataSheet.Draw(lines));
            return ExitCode.Good;
        });
        return command;
    }

    private static Command Fetch(CommandHost host)
    {
        var options = new SharedOptions();
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.OneOrMore, Description = "As 'repro data list' names it" };
        var command = options.AddDataRoot(new Command("fetch", "Download from the official address, verify, unpack; resumes what was begun") { names });
        command.SetAction(async parsed =>
        {
            var (root, parts) = (options.Settings(parsed, host).DataRoot, host.Parts());
            var sets = DataSelection.Select(parts.Data, parsed.GetValue(names)!);
            using var client = DataFetcher.CreateClient();
            using var interruption = new Interruption();
            var fetcher = new DataFetcher(client, parts.Clock);
            foreach (var set in sets)
            {
                using var lines = new FetchLines(host, parts.Clock);
                var fetched = await fetcher.FetchAsync(set, root, lines, interruption.Token);
                lines.Dispose();
                Tell(fetched, host);
            }
            return ExitCode.Good;
        });
        return command;
    }

    private static Command Check(CommandHost host)
    {
        var options = new SharedOptions();
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "As 'repro data list' names it; none means all that is here" };
        var command = options.AddDataRoot(new Command("check", "Verify what is here: published checksums, else by reading it") { names, options.Json });
        command.SetAction(async parsed =>
        {
            var root = options.Settings(parsed, host).DataRoot;
            var named = parsed.GetValue(names) ?? [];
            using var interruption = new Interruption();
            var findings = new List<DataFinding>();
            foreach (var set in DataSelection.Select(host.Parts().Data, named))
            {
                findings.Add(await DataCheck.RunAsync(set, root, interruption.Token));
                if (!parsed.GetValue(options.Json))
                    host.Output.WriteLine(DataSheet.Line(findings[^1]));
            }
            if (parsed.GetValue(options.Json))
                JsonText.Write(host.Output, findings);
            return Verdict(findings, named.Length > 0);
        });
        return command;
    }

    // What nobody asked for by name may be missing, as long as something is here.
    private static int Verdict(List<DataFinding> findings, bool named) =>
        findings.Any(f => f.State == DataState.Damaged) ? ExitCode.Usage
        : findings.Any(f => f.State == DataState.Partly || (named && f.State == DataState.Missing)) || findings.All(f => f.State == DataState.Missing) ? ExitCode.NotMeasured
        : ExitCode.Good;

    private static void Tell(IEnumerable<FetchedPart> parts, CommandHost host)
    {
        foreach (var part in parts)
        {
            host.Output.WriteLine(part.Path);
            host.Say(!part.Fetched ? $"{part.Path} was there already"
                : part.VerifiedBy is { } checksum ? $"{part.Path}: verified, {checksum}"
                : $"{part.Path}: not verified, no checksum is published");
        }
    }
}
