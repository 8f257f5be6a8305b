using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Experiments;
using InverseRepro.MambaLength.Measuring;
using InverseRepro.MambaLength.Models.Mamba;
using InverseRepro.MambaLength.Training;

namespace InverseRepro.MambaLength.Costs;

/// <summary>
/// The work of each experiment, its arithmetic as if every network were a Mamba, whose scan is composed of wide operators on a GPU and of one on
/// the CPU. Pictures that artefacts show are left out.
/// </summary>
internal static class WorkOf
{
    private const double Float = 4;

    // Counted by bench/counting/run.sh: operators besides the scans, for each block and in all; to them come five that measure an error, and
    // a dozen of Adam, which a CPU does in one. Backward passes are counted too.
    private const double Adam = 12, BlockPass = 20, Pass = 21 + 5, BlockUpdate = 64, Update = 111 + Adam;

    // Counted likewise: of a scan, forward and with its backward pass; and more for each step of a chunk and each chunk. Those on the states of
    // all steps move about 70 numbers a state (counted by hand): 0.3 ms an update of 128 sequences of 49 tokens at 1.5 TB/s, less than the operators' 1.1 ms.
    private const double ScanPass = 25, ScanUpdate = 80, PassOfStep = 2, UpdateOfStep = 5;

    // Counted likewise, in all, at the depth that all scales but paper have.
    private const double DeepSetUpdate = 102 + Adam, TransformerUpdate = 387 + Adam;

    // Numbers kept for the backward pass for each channel of a token, and for each of its states.
    private const double KeptPerChannel = 20, KeptPerState = 4;

    private const double Evaluated = 256; // sequences at once

    // Seen on one core: a position drawn, a drawing rendered or read from the archive, for each of its pixels.
    private const double DrawSeconds = 1e-8, DrawingSeconds = 1e-4, PixelSeconds = 3e-8;

    public static Work Training(TrainReconstructorSettings s)
    {
        var (task, training) = (s.Task, s.Training);
        var tokens = Tokens(s, (training.Lengths.Least + training.Lengths.Most) / 2.0);
        var drawn = 2.0 * (Math.Max(training.Lengths.Most, 2 * task.Longest) + task.Queries) * training.BatchSize;
        return new Work(3.0 * training.Updates * training.BatchSize * Macs(s, tokens), Bytes(s, training.BatchSize, Tokens(s, training.Lengths.Most)))
        {
            Operators = training.Updates * OperatorsOfUpdate(s.Network, tokens),
            HostSeconds = Loading(s.Data, s.Data.Train + s.Data.Report) + training.Updates * drawn * DrawSeconds,
        } + Measuring(s, [.. Lengths.BySixteenths(task.Longest).Values, training.Lengths.Most, training.Lengths.Least, 2 * task.Longest]);
    }

    public static Work Comparison(CompareLengthsSettings s) => Each(s, n => Measuring(n, Lengths.HalfOctaves(1, n.Task.Longest)));

    public static Work Reweighting(CompareLengthsSettings s) => Each(s, n => Measuring(n, [n.Task.Longest / 8, n.Task.Longest]));

    /// <summary>Of trained and of untrained networks, the age of a patch in octaves, and where it is not seen.</summary>
    public static Work Memory(CompareLengthsSettings s) =>
        Each(s, n => Measuring(n, [.. Enumerable.Repeat(2 * n.Task.Longest, 2 * ((int)Math.Log2(2 * n.Task.Longest) + 2))]));

    public static Work Declaring(TrainedNetwork s)
    {
        var lengths = Lengths.HalfOctaves(s.Settings.Task.Longest / 8, s.Settings.Task.Longest);
        return Measuring(s.Settings, [.. lengths.SelectMany(length => lengths.Select(_ => length))]);
    }

    /// <summary>Five factors of the step sizes, and none.</summary>
    public static Work Scaling(TrainedNetwork s) => Measuring(s.Settings, [s.Settings.Task.Longest, .. Enumerable.Repeat(2 * s.Settings.Task.Longest, 5)]);

    private static Work Each(CompareLengthsSettings s, Func<TrainReconstructorSettings, Work> work) => s.Networks.Select(n => work(n.Settings)).Aggregate((a, b) => a + b);

    /// <summary>Errors on the report split after so many patches each.</summary>
    private static Work Measuring(TrainReconstructorSettings s, IReadOnlyCollection<int> lengths) =>
        new(lengths.Sum(length => s.Data.Report * Macs(s, Tokens(s, length))), Bytes(s, Evaluated, Tokens(s, lengths.Max())) / KeptPerState)
        {
            Operators = Math.Ceiling(s.Data.Report / Evaluated) * lengths.Sum(length =>
                Pass + s.Network.Depth * (BlockPass + ScanPass + PassOfStep * InTurn(Tokens(s, length)))),
            HostSeconds = Loading(s.Data, s.Data.Report),
        };

    /// <summary>Patches, a delimiter and queries.</summary>
    private static double Tokens(TrainReconstructorSettings s, double patches) => patches + 1 + s.Task.Queries;

    /// <summary>Of one sequence: projections into and out of the channels, to step sizes, B and C; and the scan.</summary>
    private static double Macs(TrainReconstructorSettings s, double tokens)
    {
        var m = MambaSettings.Of(s.Network.Width, s.Network.Depth, s.Network.StateSize);
        var token = 3.0 * m.Width * m.InnerWidth + m.InnerWidth * (2 * m.TimeStepRank + 2 * m.StateSize) + 6 * m.InnerWidth * m.StateSize;
        return tokens * (m.Depth * token + 2 * s.Task.PatchSize * s.Task.PatchSize * m.Width);
    }

    private static double OperatorsOfUpdate(ReconstructorSettings network, double tokens) => network.Kind switch
    {
        ReconstructorKind.DeepSet => DeepSetUpdate,
        ReconstructorKind.Transformer => TransformerUpdate * Math.Max(1, network.Depth / 3),
        _ => Update + network.Depth * (BlockUpdate + ScanUpdate + UpdateOfStep * InTurn(tokens)),
    };

    /// <summary>What a wide scan does one after the other: the steps of a chunk, and chunks.</summary>
    private static double InTurn(double tokens) => 2 * Math.Ceiling(Math.Sqrt(tokens));

    private static double Bytes(TrainReconstructorSettings s, double batch, double tokens)
    {
        var m = MambaSettings.Of(s.Network.Width, s.Network.Depth, s.Network.StateSize);
        return Float * (batch * tokens * m.Depth * m.InnerWidth * (KeptPerChannel + KeptPerState * m.StateSize)
            + 2.0 * s.Data.Side * s.Data.Side * (s.Data.Train + s.Data.Report));
    }

    private static double Loading(DrawingSettings data, int drawings) => drawings * (DrawingSeconds + PixelSeconds * data.Side * data.Side);
}
