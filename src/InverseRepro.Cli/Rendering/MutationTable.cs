using System.Globalization;
using InverseRepro.Claims.Mutating;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Report;
using Spectre.Console;

namespace InverseRepro.Cli.Rendering;

/// <summary>What mutations did to each claim's decision: a table, and a line for each weakness.</summary>
internal static class MutationTable
{
    public static void Write(MutationReport report, CommandHost host)
    {
        host.Draw(Draw(report));
        foreach (var claim in report.Claims)
        {
            foreach (var result in claim.Results.Where(r => r.IsWeakness))
                host.Output.WriteLine($"{(result.Holds ? "weakness" : "✘")} {Name(claim)}: stays {OutcomeText.Word(result.Before)} under {result.Mutation} of {Parts(result)}{Share(result)}{Must(result)}");
        }
        var weaknesses = report.Claims.Sum(c => c.Weaknesses.Count());
        host.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Decided} decisions mutated in {report.Claims.Sum(c => c.Results.Count)} ways: {(report.Claims.All(c => c.Holds) ? "all change as they must" : "some do not change as they must")}, {weaknesses} weaknesses"));
    }

    private static Table Draw(MutationReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "claim", "decided as", "mutation", "of", "then", "it must");
        foreach (var claim in report.Claims)
        {
            if (claim.Problem is { } problem)
                table.AddRow("–", Markup.Escape(Name(claim)), OutcomeText.Word(claim.Outcome), "", "", Markup.Escape(problem), "");
            foreach (var result in claim.Results)
                table.AddRow(Mark(result), Markup.Escape(Name(claim)), $"{OutcomeText.Word(claim.Outcome)} ({claim.Source})", result.Mutation,
                    Markup.Escape(Parts(result)), Then(result), Word(result.Demand));
        }
        return table;
    }

    private static string Name(ClaimMutations claim) => $"{claim.ClaimId} {claim.Scale.ToString().ToLowerInvariant()}";

    private static string Mark(MutationResult result) => !result.Holds ? "[red]✘[/]" : result.IsWeakness ? "[yellow]?[/]" : "[green]✔[/]";

    private static string Parts(MutationResult result) => result.Parts.Count <= 3
        ? string.Join(", ", result.Parts)
        : string.Create(CultureInfo.InvariantCulture, $"{result.Parts[0]} and {result.Parts.Count - 1} more parts");

    private static string Then(MutationResult result) => result.Times == 1
        ? OutcomeText.Word(result.After.Keys.Single())
        : string.Join(", ", result.After.OrderByDescending(a => a.Value).Select(a => string.Create(CultureInfo.InvariantCulture, $"{OutcomeText.Word(a.Key)} {a.Value}×")));

    private static string Share(MutationResult result) => result.Times == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" in {result.Kept} of {result.Times} shuffles");

    private static string Must(MutationResult result) => result.Holds ? "" : ", which must overturn it";

    private static string Word(Demand demand) => demand switch
    {
        Demand.Change => "change",
        Demand.RarelyKeep => "change but for chance",
        Demand.Telling => "change, or the claim is weak",
        _ => "nothing: it may stay",
    };
}
