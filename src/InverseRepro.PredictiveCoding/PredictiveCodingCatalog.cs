using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Costs;
using InverseRepro.PredictiveCoding.Experiments;
using InverseRepro.PredictiveCoding.Parity;
using InverseRepro.Vision.Splits;
using static InverseRepro.PredictiveCoding.PredictiveCodingSettings;

namespace InverseRepro.PredictiveCoding;

/// <summary>The networks and experiments of arXiv 2401.09237.</summary>
public static class PredictiveCodingCatalog
{
    private static readonly Dictionary<(string Experiment, Scale Scale, string Variant), Work> Works = [];

    /// <summary>To be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References { get; } = [.. CreFamily.Families, .. CreVitFamily.Families];

    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        Define(TradeOff.Name, "Trains an encoder for classification and reconstruction at every trade-off between the two.",
            Variants(Grid,
                ([Scale.Micro, Scale.Real, Scale.Paper], [Medium, Small, Large, Cnn, Vit, LowData, LargeEncoder, LargeDecoder, LargeClassifier, SecondData]),
                ([Scale.Paper], [HalfMaskedVit, MostlyMaskedVit, Fashion + Small, Fashion + Large, Fashion + Cnn, Fashion + Vit]),
                ([Scale.Gpu, Scale.Paper], [LargeCnn])),
            s => ImageSplits.Requirements(s.Data), TradeOff.Run, WorkOf.Grid),

        Define(LatentSweep.Name, "Trains encoders with latents of growing size at several trade-offs.",
            Variants(Sweep, ([Scale.Micro, Scale.Real, Scale.Paper], [Medium, WideModules]), ([Scale.Paper], [SecondData])),
            s => ImageSplits.Requirements(s.Data), LatentSweep.Run, WorkOf.Sweep),
    ];

    /// <summary>What a cell of these experiments is expected to take; null where there is no such cell.</summary>
    public static (double Seconds, long PeakBytes)? ExpectedCost(CellId cell) =>
        Works.TryGetValue((cell.Experiment, cell.Scale, cell.Variant), out var work) ? work.At(cell.Scale) : null;

    private static Experiment Define<TSettings>(string name, string summary, IReadOnlyDictionary<(Scale Scale, string Variant), TSettings> settings,
        Func<TSettings, IEnumerable<Requirement>> requirements, Action<TSettings, ICell> run, Func<TSettings, Work> work) where TSettings : class
    {
        foreach (var (variant, values) in settings)
            Works.Add((name, variant.Scale, variant.Variant), work(values));
        return Experiment.Define(name, summary, settings, requirements, run);
    }

    private static Dictionary<(Scale, string), T> Variants<T>(Func<Scale, string, T> settings, params (Scale[] Scales, string[] Variants)[] groups) =>
        groups.SelectMany(group => group.Scales.SelectMany(scale => group.Variants.Select(variant => (scale, variant)))).ToDictionary(key => key, key => settings(key.scale, key.variant));
}
