using InverseRepro.Cli.Session;
using InverseRepro.DataFiles.Catalogue;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Cli.Rendering;

/// <summary>What a run would do, as JSON for machines.</summary>
/// <param name="Device">"cpu" or "cuda": what the cells would compute on.</param>
/// <param name="Jobs">Worker processes at once.</param>
/// <param name="Missing">Data, weights or a device without which some of it cannot be measured.</param>
public sealed record PlanDocument(Scale Scale, string Device, int Jobs, IReadOnlyList<PlanDocumentArm> Cells, IReadOnlyList<PlanDocumentTotal> Totals,
    IReadOnlyList<PlanDocumentMissing> Missing)
{
    /// <param name="device">As chosen.</param>
    /// <param name="data">What can be fetched.</param>
    internal static PlanDocument Of(PlanOutline outline, ReproSettings settings, string device, IReadOnlyList<DataSet> data) => new(
        settings.Scale, device, settings.Jobs,
        [.. outline.Arms.Select(a => new PlanDocumentArm(a.Experiment, a.Variant, a.State, a.Seeds, a.Basis, a.Cost?.Seconds, a.Cost?.PeakBytes))],
        [.. Enum.GetValues<PlannedState>().Select(s => new PlanDocumentTotal(s, outline.Count(s), outline.Unknown(s), outline.Seconds(s) / 3600, outline.PeakBytes(s))
        {
            HoursAlone = outline.SecondsAlone(s) / 3600,
        })],
        [.. DeviceChoice.Missing(settings, device) is { } gpu ? [new PlanDocumentMissing("device", gpu, null, null, [])] : Array.Empty<PlanDocumentMissing>(),
            .. outline.Missing.Select(m => PlanDocumentMissing.Of(m, data, settings.DataRoot))]);

    public PlanDocumentTotal Total(PlannedState state) => Totals.Single(t => t.State == state);
}

/// <summary>The cells of one experiment and variant that stand alike.</summary>
/// <param name="Basis">What the expectation rests on: stored cells of these settings, the paper's declaration, or nothing.</param>
/// <param name="SecondsEach">Expected; null where nothing is.</param>
/// <param name="PeakBytes">Expected of one cell; null where nothing is.</param>
public sealed record PlanDocumentArm(string Experiment, string Variant, PlannedState State, IReadOnlyList<Seed> Seeds, CostBasis Basis, double? SecondsEach, long? PeakBytes);

/// <param name="Unknown">Cells of which nothing is expected; they are not in the hours.</param>
/// <param name="Hours">Of all its cells one after another.</param>
/// <param name="PeakBytes">Of its largest cell.</param>
public sealed record PlanDocumentTotal(PlannedState State, int Cells, int Unknown, double Hours, long PeakBytes)
{
    /// <summary>Of the hours, those of cells that measure time, beside which no other runs.</summary>
    public double HoursAlone { get; init; }

    /// <summary>With so many workers at once, none of which ever waits for work.</summary>
    public double HoursWith(int jobs) => HoursAlone + (Hours - HoursAlone) / jobs;
}
