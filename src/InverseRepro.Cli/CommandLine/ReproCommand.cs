using System.CommandLine;
using System.CommandLine.Parsing;
using InverseRepro.Cli.Verbs;

namespace InverseRepro.Cli.CommandLine;

public static class ReproCommand
{
    /// <summary>Parses and runs; whatever goes wrong is one line on the error stream and an exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandHost host)
    {
        try
        {
            var parsed = Create(host).Parse(arguments.Count == 0 ? ["--help"] : arguments);
            if (parsed.Errors.Count > 0 || Unknown(parsed) is not null)
                return Reject(parsed, host);
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // a run watches the signals itself
            });
        }
        catch (Exception e)
        {
            return ErrorLine.Report(e, host);
        }
    }

    private static RootCommand Create(CommandHost host)
    {
        var root = new RootCommand("Holds the claims of vision papers to account: trains, measures and decides each of them.");
        root.Subcommands.Add(RunVerb.Create(host));
        root.Subcommands.Add(VerifyVerb.Create(host));
        root.Subcommands.Add(AcceptVerb.Create(host));
        root.Subcommands.Add(AuditVerb.Create(host));
        root.Subcommands.Add(ClaimsVerb.Create(host));
        root.Subcommands.Add(ShowVerb.Create(host));
        root.Subcommands.Add(HistoryVerb.Create(host));
        root.Subcommands.Add(CalibrateVerb.Create(host));
        root.Subcommands.Add(ReportVerb.Create(host));
        root.Subcommands.Add(InvertVerb.Create(host));
        root.Subcommands.Add(FeaturesVerb.Create(host));
        root.Subcommands.Add(ParityVerb.Create(host));
        root.Subcommands.Add(DataVerb.Create(host));
        root.Subcommands.Add(WeightsVerb.Create(host));
        root.Subcommands.Add(DoctorVerb.Create(host));
        root.Subcommands.Add(SubmitVerb.Create(host));
        root.Subcommands.Add(GatherVerb.Create(host));
        root.Subcommands.Add(CellVerb.Create(host));
        root.Subcommands.Add(WorkerVerb.Create(host));
        return root;
    }

    private static int Reject(ParseResult parsed, CommandHost host)
    {
        var verb = parsed.CommandResult.Command;
        var name = Path(parsed.CommandResult);
        var message = Unknown(parsed) is { } unknown
            ? $"{name} knows no '{unknown}'{Suggestion(verb, unknown)}"
            : parsed.Errors[0].Message.TrimEnd('.');
        host.Say($"{message}; see {name} --help");
        return ExitCode.Usage;
    }

    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : "repro";

    // A mistyped option would otherwise be taken for a claim.
    private static string? Unknown(ParseResult parsed) => parsed.UnmatchedTokens.FirstOrDefault()
        ?? parsed.Tokens.FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    private static string Suggestion(Command verb, string unknown)
    {
        var words = verb.Subcommands.Where(c => !c.Hidden).Select(c => c.Name).Concat(verb.Options.Select(o => o.Name));
        var nearest = words.MinBy(w => EditDistance.Between(w, unknown));
        return nearest is not null && EditDistance.Between(nearest, unknown) <= 2 ? $", but '{nearest}'" : "";
    }
}
