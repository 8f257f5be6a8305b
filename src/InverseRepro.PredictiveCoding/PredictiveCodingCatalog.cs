using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
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
            Variants(Grid, [Medium, Small, Large, Cnn, Vit, LowData, LargeEncoder, LargeDecoder, LargeClassifier, SecondData]),
            s => ImageSplits.Requirements(s.Data), TradeOff.Run),

        Experiment.Define(LatentSweep.Name, "Trains encoders with latents of growing size at several trade-offs.",
            Variants(Sweep, [Medium, WideModules]),
            s => ImageSplits.Requirements(s.Data), LatentSweep.Run),
    ];

    /// <summary>Settings of the variants at scale micro and real.</summary>
    private static Dictionary<(Scale, string), T> Variants<T>(Func<Scale, string, T> settings, string[] variants) =>
        variants.SelectMany(variant => new[] { (Scale.Micro, variant), (Scale.Real, variant) }).ToDictionary(key => key, key => settings(key.Item1, key.Item2));
}
