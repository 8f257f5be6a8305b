using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Costs;
using InverseRepro.MambaLength.Experiments;
using InverseRepro.MambaLength.Parity;
using static InverseRepro.MambaLength.MambaLengthSettings;

namespace InverseRepro.MambaLength;

/// <summary>The networks and experiments of arXiv 2603.12499 with their variants at every scale.</summary>
public static class MambaLengthCatalog
{
    private static readonly Scale[] Scales = Enum.GetValues<Scale>();

    /// <summary>To be built from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References { get; } = [.. MambaFamily.Families, .. PatchReconstructionFamily.Families];

    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        Experiment.Define(TrainReconstructor.Name, "Trains a network to reconstruct drawings from patches; measures its error by the number of patches.",
            Variants(All, TrainedWith),
            s => s.Data.Requirements(), TrainReconstructor.Run, WorkOf.Training),

        Experiment.Define(CompareLengths.Name, "Compares networks trained with different lengths at each other's lengths.",
            Variants([Plain], (scale, _) => Compared(scale, Plain, Short, UpperHalf, Fixed)),
            Requirements, CompareLengths.Run, WorkOf.Comparison),

        Experiment.Define(ProbeMemory.Name, "Asks networks trained with different lengths for patches they saw, by age.",
            Variants([Plain], (scale, _) => Compared(scale, Short, Plain, Doubled)),
            Requirements, ProbeMemory.Run, WorkOf.Memory),

        Experiment.Define(CompareReweightings.Name, "Compares networks whose losses weigh long sequences ever less, at short and long lengths.",
            Variants([Plain], (scale, _) => Compared(scale, Plain, HalfReweighted, Reweighted)),
            Requirements, CompareReweightings.Run, WorkOf.Reweighting),

        Experiment.Define(DeclareLengths.Name, "Tells networks with a length token other lengths than the true one.",
            Variants([Plain, ConstantToken, RandomToken], (scale, variant) => Trained(scale, variant == Plain ? Adaptive : variant)),
            s => s.Requirements(), DeclareLengths.Run, WorkOf.Declaring),

        Experiment.Define(ScaleSteps.Name, "Multiplies the step sizes of a Mamba in sequences longer than those of its training.",
            Variants([Plain], Trained),
            s => s.Requirements(), ScaleSteps.Run, WorkOf.Scaling),
    ];

    private static IEnumerable<Requirement> Requirements(CompareLengthsSettings settings) => settings.Networks.SelectMany(n => n.Requirements()).Distinct();

    private static Dictionary<(Scale, string), T> Variants<T>(IReadOnlyList<string> variants, Func<Scale, string, T> settings) =>
        Scales.SelectMany(scale => variants.Select(variant => (Key: (scale, variant), Value: settings(scale, variant)))).ToDictionary(v => v.Key, v => v.Value);
}
