using InverseRepro.Experiments;
using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Experiments;
using InverseRepro.MambaLength.Training;

namespace InverseRepro.MambaLength;

/// <summary>The size of every experiment at every scale. All networks share one recipe, so that only what is compared differs.</summary>
internal static class MambaLengthSettings
{
    /// <summary>Variants of the training: the lengths, the network, or what it is told. The plain one is a Mamba of lengths 1 … b.</summary>
    public const string Plain = CellId.DefaultVariant, Short = "short", UpperHalf = "upper-half", Fixed = "fixed", Doubled = "double",
        DeepSet = "deep-set", Transformer = "transformer", Adaptive = "adaptive", ConstantToken = "constant-token", RandomToken = "random-token",
        Reweighted = "reweighted";

    public static readonly IReadOnlyList<string> All =
        [Plain, Short, UpperHalf, Fixed, Doubled, DeepSet, Transformer, Adaptive, ConstantToken, RandomToken, Reweighted];

    public static TrainReconstructorSettings TrainedWith(Scale scale, string variant)
    {
        var task = Task(scale);
        var lengths = Lengths(variant, task.Longest);
        return new(Data(scale), task, Network(variant), new ReconstructionTrainingSettings(lengths, Updates: scale == Scale.Micro ? 2500 : 6000, BatchSize: 16,
            LearningRate: 5e-3, LossExponent: variant == Reweighted ? 0.5 : 0));
    }

    public static TrainedNetwork Trained(Scale scale, string variant) => new(variant, TrainedWith(scale, variant));

    public static CompareLengthsSettings Compared(Scale scale, params string[] variants) => new([.. variants.Select(v => Trained(scale, v))]);

    private static LengthRange Lengths(string variant, int longest) => variant switch
    {
        Short => new(1, longest / 4),
        UpperHalf => new(longest / 2, longest),
        Fixed => new(longest, longest),
        Doubled => new(1, 2 * longest),
        _ => new(1, longest),
    };

    private static ReconstructorSettings Network(string variant)
    {
        var mamba = new ReconstructorSettings(ReconstructorKind.Mamba, Width: 16, Depth: 3, StateSize: 8);
        return variant switch
        {
            DeepSet => mamba with { Kind = ReconstructorKind.DeepSet },
            Transformer => mamba with { Kind = ReconstructorKind.Transformer },
            Adaptive => mamba with { Token = LengthToken.True },
            ConstantToken => mamba with { Token = LengthToken.Constant },
            RandomToken => mamba with { Token = LengthToken.Random },
            _ => mamba,
        };
    }

    // The paper's longest sequences have as many pixels as a drawing. Small networks learn nothing from a quarter of so few patches: twice that.
    private static ReconstructionTask Task(Scale scale) => scale == Scale.Micro
        ? new(Side: 16, PatchSize: 4, Queries: 16, Longest: 32)
        : new(Side: 32, PatchSize: 4, Queries: 64, Longest: 128);

    private static DrawingSettings Data(Scale scale) => scale == Scale.Micro
        ? new(DrawingSource.Strokes, Task(scale).Side, Train: 8192, Report: 512)
        : new(DrawingSource.Omniglot, Task(scale).Side, Train: 16384, Report: 1024);
}
