namespace InverseRepro.FeatureInversion.Models;

/// <summary>The inverse modules of a ViT: one for the patch embedding, one of equal capacity for each group of blocks.</summary>
/// <param name="Channels">Output channels of the backbone's transposed convolutions.</param>
/// <param name="Strides">Their kernels and strides.</param>
/// <param name="EmbedDim">Width of the target's tokens.</param>
/// <param name="Groups">Groups of blocks, each inverted by one encoder.</param>
/// <param name="GroupDepth">Blocks of each inverse encoder.</param>
public sealed record InverseSettings(IReadOnlyList<int> Channels, IReadOnlyList<int> Strides, int EmbedDim, int Groups, int GroupDepth, int NumHeads)
{
    /// <summary>The untrained chain g₁ … g_S, or its first <paramref name="stages"/>.</summary>
    public InverseChain Build(int? stages = null) =>
        new(new TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>[] { new InverseVitBackbone(EmbedDim, Channels, Strides) }
            .Concat(Enumerable.Range(0, Groups).Select(_ => new InverseVitEncoder(EmbedDim, GroupDepth, NumHeads)))
            .Take(stages ?? 1 + Groups));
}
