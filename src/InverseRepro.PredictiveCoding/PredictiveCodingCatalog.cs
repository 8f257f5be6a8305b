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
    /// <summary>To be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References { get; } = [.. CreFamily.Families, .. CreVitFamily.Families];

    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        Experiment.Define(TradeOff.Name, "Trains an encoder for classification and reconstruction at every trade-off between the two.",
            Variants(Grid,
                ([Scale.Micro, Scale.Real, Scale.Paper], [Medium, Small, Large, Cnn, Vit, LowData, LargeEncoder, LargeDecoder, LargeClassifier, SecondData]),
                ([Scale.Paper], [HalfMaskedVit, MostlyMaskedVit, Fashion + Small, Fashion + Large, Fashion + Cnn, Fashion + Vit]),
                ([Scale.Gpu, Scale.Paper], [LargeCnn])),
            s => ImageSplits.Requirements(s.Data), TradeOff.Run, WorkOf.Grid),

        Experiment.Define(LatentSweep.Name, "Trains encoders with latents of growing size at several trade-offs.",
            Variants(Sweep, ([Scale.Micro, Scale.Real, Scale.Gpu, Scale.Paper], [Medium, WideModules]), ([Scale.Paper], [SecondData])),
            s => ImageSplits.Requirements(s.Data), LatentSweep.Run, WorkOf.Sweep),
    ];

    private static Dictionary<(Scale, string), T> Variants<T>(Func<Scale, string, T> settings, params (Scale[] Scales, string[] Variants)[] groups) =>
        groups.SelectMany(group => group.Scales.SelectMany(scale => group.Variants.Select(variant => (scale, variant)))).ToDictionary(key => key, key => settings(key.scale, key.variant));
}
