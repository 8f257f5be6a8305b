using InverseRepro.Experiments;
using InverseRepro.Runner.TestWorker;

namespace InverseRepro.Runner.Tests;

internal static class Toys
{
    public static CellId Cell(string experiment, ulong seed = 1, string variant = CellId.DefaultVariant) =>
        new(experiment, variant, Scale.Micro, new Seed(seed));

    public static Task<RunResult> MeasureAsync(this ToyRun toy, RecordingObserver observer, params CellId[] cells) =>
        toy.Reproduction.MeasureAsync(cells, observer, CancellationToken.None);

    public static Task<RunResult> MeasureAsync(this ToyRun toy, params CellId[] cells) => toy.MeasureAsync(new RecordingObserver(), cells);

    public static IEnumerable<string> Arms(this IEnumerable<Planning.PlannedCell> cells) => cells.Select(c => c.Id.Arm);
}
