using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Training;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Quantization;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>A VQ-VAE of one or two levels: pictures N×C×H×W to reconstructions of the same shape, with no output activation.</summary>
public abstract class VqVae(string name) : StagedModule(name)
{
    /// <summary>The network with these settings, its weights and codes drawn from the seed.</summary>
    public static VqVae Create(VqVaeSettings settings, Seed seed) =>
        settings.TopCodes is null ? new FlatVqVae(settings, seed) : new HierarchicalVqVae(settings, seed);

    /// <summary>One for each level, the bottom first.</summary>
    public abstract IReadOnlyList<VectorQuantizer> Quantizers { get; }

    /// <summary>How the names of the levels' own intermediates end, the bottom first.</summary>
    protected abstract IReadOnlyList<string> Levels { get; }

    /// <summary>The forward pass with everything that training and measuring need; in training mode the codebooks follow the batch.</summary>
    public VqVaePass Pass(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var features = Features.Only([.. Levels.Select(level => $"indices{level}"), .. Levels.Select(level => $"relative_error{level}"), "loss"]);
        var reconstruction = Represent(pictures, features);
        return new VqVaePass(scope.MoveToOuter(reconstruction), features["loss"].squeeze().MoveToOuterDisposeScope(),
            [.. Levels.Select(level => scope.MoveToOuter(features[$"indices{level}"]))],
            [.. Levels.Select(level => scope.MoveToOuter(features[$"relative_error{level}"]))]);
    }

    /// <summary>How the levels' codes are used over a whole set of pictures, the bottom first; the network is left in its mode.</summary>
    public IReadOnlyList<CodeUsage> Usage(PictureSet pictures, int batchSize)
    {
        CodeUsage[] usage = [.. Quantizers.Select(quantizer => new CodeUsage(quantizer.Codebook.Count))];
        var wasTraining = training;
        using var guard = no_grad();
        eval();
        try
        {
            foreach (var (start, length) in Batches.InOrder(pictures.Count, batchSize))
            {
                using var scope = NewDisposeScope();
                var pass = Pass(pictures.Slice(start, length));
                for (var level = 0; level < usage.Length; level++)
                    usage[level].Add(pass.Indices[level]);
            }
        }
        finally
        {
            train(wasTraining);
        }
        return usage;
    }
}
