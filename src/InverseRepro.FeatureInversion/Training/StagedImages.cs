using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Training;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>Pictures and what a frozen target makes of them, in memory: computed once, read by every inverse module.</summary>
/// <param name="Normalised">N×C×H×W, as the target sees them.</param>
/// <param name="Stages">z₁ … z_S, each N×(1+L)×D.</param>
public sealed record StagedImages(Tensor Normalised, IReadOnlyList<Tensor> Stages) : IStagedImages
{
    /// <summary>Pictures that a target of micro size sees at once.</summary>
    internal const int BatchSize = 128;

    public int Count => (int)Normalised.shape[0];

    public int LargestBatch { get; init; } = int.MaxValue;

    public Device Device => Normalised.device;

    /// <summary>Runs the frozen <paramref name="target"/> in eval mode and without gradient over all pictures.</summary>
    public static StagedImages Compute(StagedModule target, IReadOnlyList<string> stageNames, Tensor normalised, int batchSize = BatchSize)
    {
        target.eval();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var parts = stageNames.Select(_ => new List<Tensor>()).ToArray();
        foreach (var (start, length) in Batches.InOrder((int)normalised.shape[0], batchSize))
        {
            var features = Features.Only(stageNames);
            target.Represent(normalised.narrow(0, start, length), features);
            for (var k = 0; k < parts.Length; k++)
                parts[k].Add(features[stageNames[k]]);
        }
        return new StagedImages(normalised, parts.Select(p => cat(p.ToArray(), 0).MoveToOuterDisposeScope()).ToArray());
    }

    /// <summary>z_k, with k from 1; stage 0 is the normalised pictures.</summary>
    public Tensor Stage(int stage) => stage == 0 ? Normalised : Stages[stage - 1];

    public Tensor Stage(int stage, Tensor indices) => Stage(stage).index_select(0, indices);

    public Tensor Stage(int stage, int start, int length) => Stage(stage).narrow(0, start, length);

    /// <summary>The tensors belong to the scope they were made in.</summary>
    public void Dispose()
    {
    }
}
