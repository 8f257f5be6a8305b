using System.Globalization;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Cli.Rendering;
using InverseRepro.Report;

namespace InverseRepro.Cli.Session;

/// <summary>What a test needs of one verified claim.</summary>
public sealed class ClaimCheck(ReproducedClaim reproduced)
{
    public Verdict Verdict => reproduced.Verdict;

    public BaselineComparison Gate => reproduced.Gate!;

    public bool Passed => reproduced.Passed;

    /// <summary>Why the test is to be skipped: data, weights or a device is absent. Null where it was measured, or where a cell broke.</summary>
    public string? SkipReason => reproduced.NotMeasured && reproduced.Faults.Count == 0
        ? string.Join("; ", Gate.News.DefaultIfEmpty(Verdict.Reason))
        : null;

    /// <summary>Why it failed: each failure in four parts, or the cells that broke. Empty where it passed.</summary>
    public string FailureMessage => Passed ? ""
        : string.Join("\n\n", Gate.Failures.Select(f => f.ToString()).Concat(reproduced.Faults).DefaultIfEmpty(Verdict.Reason));

    /// <summary>The verdict with effect, interval, seeds, parts, gates and controls, as lines.</summary>
    public string Text
    {
        get
        {
            var lines = new List<string> { $"{Verdict.ClaimId} at scale {Verdict.Scale.ToString().ToLowerInvariant()}", VerdictLine.Of(Verdict), Verdict.Reason };
            lines.AddRange(Verdict.Parts.Select(p => $"  {OutcomeText.Glyph(p.Outcome)} {p.Label}: {p.Reason}"));
            lines.AddRange(Verdict.Gates.Select(g => $"  gate {(g.Passed ? "passed" : "failed")}: {g.Measurement} {g.Condition}, worst {EffectText.Plain(g.Worst)}"));
            lines.AddRange(Verdict.Controls.Select(c => $"  control {c.Name}: {OutcomeText.Word(c.Outcome)}: {c.Reason}"));
            lines.AddRange(Verdict.Warnings.Select(w => $"  warning: {w}"));
            lines.Add($"seeds {string.Join(", ", Verdict.Seeds)}; {reproduced.Minutes.ToString("0.0", CultureInfo.InvariantCulture)} minutes of cells; " +
                $"baseline: {BaselineWords.Of(Gate)}");
            lines.AddRange(Gate.News);
            return string.Join(Environment.NewLine, lines);
        }
    }
}
