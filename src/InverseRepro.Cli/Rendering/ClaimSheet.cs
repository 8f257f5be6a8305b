using System.Globalization;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using InverseRepro.Report;

namespace InverseRepro.Cli.Rendering;

/// <summary>One claim in full: what it says, how it is decided and why so.</summary>
internal static class ClaimSheet
{
    public static void Write(TextWriter output, Claim claim)
    {
        output.WriteLine(claim.Id);
        output.WriteLine($"  {claim.Statement}");
        output.WriteLine();
        output.WriteLine($"paper     {claim.Paper}, {claim.Source.Section}");
        if (claim.Source.Quote is { } quote)
            output.WriteLine($"quote     “{quote}”");
        if (claim.Source.Note is { } note)
            output.WriteLine($"note      {note}");
        output.WriteLine($"measures  {claim.Estimand.Measurement}, {claim.Estimand.Unit}, {claim.Estimand.Direction.ToString().ToLowerInvariant()} is better");
        if (claim.Estimand.Description is { } description)
            output.WriteLine($"          {description}");
        Section(output, "holds if", claim.Rule.Leaves().Select(leaf => ($"{RuleText.Of(leaf)}{At(leaf.Scales)}", leaf.Reason)));
        Section(output, "provided", claim.Gates.Select(g => (Condition(g), g.Reason)));
        Section(output, "controls", claim.Controls.Select(c => (c.Name, c.Why)));
        foreach (var (scale, plan) in claim.Scales.OrderBy(s => s.Key))
            output.WriteLine($"scale     {scale.ToString().ToLowerInvariant()}: {plan.Seeds} seeds, about {plan.Minutes.ToString(CultureInfo.InvariantCulture)} minutes");
        output.WriteLine($"file      {claim.File}");
    }

    private static string Condition(Gate gate) =>
        $"{gate.Measurement} {RuleText.Of(gate.Comparison)} {EffectText.Plain(gate.Bound)}{At(gate.Scales)}";

    private static string At(IReadOnlyList<Scale> scales) =>
        scales.Count == 0 ? "" : $" at {string.Join(", ", scales.Select(s => s.ToString().ToLowerInvariant()))}";

    private static void Section(TextWriter output, string heading, IEnumerable<(string What, string Why)> entries)
    {
        foreach (var (what, why) in entries)
        {
            output.WriteLine($"{heading,-9} {what}");
            output.WriteLine($"          {why}");
            heading = "";
        }
    }
}
