using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Collecting;

/// <summary>A network that was trained, and everything that was measured on it.</summary>
/// <param name="Name">The arm that trained it, e.g. <c>train-target@swin</c>.</param>
/// <param name="Arms">That arm, and those whose cells read it.</param>
public sealed record ReportNetwork(string Name, Scale Scale, IReadOnlyList<ReportArm> Arms)
{
    /// <summary>What the arm that trained it does.</summary>
    public string? Summary => Arms.FirstOrDefault(a => a.Name == Name)?.Summary;
}

/// <summary>The cells of one experiment and variant, by seed.</summary>
/// <param name="Summary">What the experiment does, in one sentence; null where this version does not know it.</param>
public sealed record ReportArm(string Name, string? Summary, IReadOnlyList<CellRecord> Cells);
