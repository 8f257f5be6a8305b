using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Models.Mamba;
using InverseRepro.MambaLength.Models.Transformer;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Training;

/// <summary>A network that reconstructs patches; the kinds have about as many parameters.</summary>
/// <param name="Depth">Blocks of a Mamba. For every three, a transformer has a layer that encodes and one that decodes, and a deep set has more hidden units.</param>
/// <param name="StateSize">Of each channel of a Mamba.</param>
/// <param name="MlpRatio">Hidden units of a transformer's feed-forward half over its width.</param>
public sealed record ReconstructorSettings(ReconstructorKind Kind, int Width, int Depth, int StateSize, int MlpRatio = 4, LengthToken Token = LengthToken.None)
{
    private const int Heads = 4;

    // CaiT's (Touvron et al. 2021) for networks of few layers: the paper's 1e-4 would take most of a short training to grow.
    private const double LayerScale = 0.1;

    /// <summary>The network with the weights that training starts from.</summary>
    public PatchReconstructor Build(ReconstructionTask task, Seed seed, Device device)
    {
        PatchReconstructor network = Kind switch
        {
            ReconstructorKind.Mamba => new FoveatedMamba(new FoveatedMambaSettings(MambaSettings.Of(Width, Depth, StateSize), 1, task.PatchSize, Width,
                Token != LengthToken.None, PositionScale: task.PositionScale)),
            ReconstructorKind.Transformer => new TransformerEncoderDecoder(
                new TransformerSettings(Width, Heads, EncoderDepth: Math.Max(1, Depth / 3), DecoderDepth: (Depth + 2) / 3, Channels: 1, task.PatchSize, MlpRatio, LayerScaleInit: LayerScale)),
            _ => new DeepSet(new DeepSetSettings(2 * Width, 4 * Width * Depth / 3, 1, task.PatchSize, Width, task.PositionScale)),
        };
        InitialWeights.Draw(network, seed.Derive("init"));
        network.to(device);
        return network;
    }

    /// <summary>What the length token says of <paramref name="length"/> patches; null: there is none.</summary>
    public double? Declare(ReconstructionTask task, int length, RandomStream random) => Token switch
    {
        LengthToken.None => null,
        LengthToken.True => task.Declared(length),
        LengthToken.Constant => task.Declared(task.Longest),
        _ => task.Declared(1 + random.NextInt(task.Longest)),
    };

    /// <summary>The queried patches, N×Q×1×p×p in (0, 1).</summary>
    public static Tensor Answer(PatchReconstructor network, PatchBatch batch, double? declared) => network is FoveatedMamba mamba
        ? mamba.Represent(batch.Patches, batch.At, batch.Queries, Features.None, declared)
        : network.forward(batch.Patches, batch.At, batch.Queries);
}
