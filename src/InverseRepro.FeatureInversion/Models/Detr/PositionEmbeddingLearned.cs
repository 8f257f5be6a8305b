using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>A learned embedding of a pixel's column, then of its row, padding included (facebookresearch/detr <c>position_encoding.py</c>).</summary>
public sealed class PositionEmbeddingLearned : nn.Module<Tensor, Tensor>
{
    private const int Longest = 50; // rows or columns

    private readonly Embedding row_embed; // 50×F
    private readonly Embedding col_embed;

    /// <param name="features">Channels for each axis.</param>
    public PositionEmbeddingLearned(int features) : base(nameof(PositionEmbeddingLearned))
    {
        row_embed = nn.Embedding(Longest, features);
        col_embed = nn.Embedding(Longest, features);
        RegisterComponents();
    }

    /// <summary>mask: N×H×W, of which only the shape counts → N×2F×H×W.</summary>
    /// <exception cref="ArgumentException">There are more rows or columns than embeddings.</exception>
    public override Tensor forward(Tensor mask)
    {
        var (batch, height, width) = (mask.shape[0], mask.shape[1], mask.shape[2]);
        if (Math.Max(height, width) > Longest)
            throw new ArgumentException($"a feature map of {height}×{width} has more rows or columns than learned positions ({Longest})", nameof(mask));
        using var scope = NewDisposeScope();
        var columns = col_embed.weight!.narrow(0, 0, width).unsqueeze(0).expand(height, -1, -1); // H×W×F
        var rows = row_embed.weight!.narrow(0, 0, height).unsqueeze(1).expand(-1, width, -1); // H×W×F
        return scope.MoveToOuter(cat([columns, rows], -1).permute(2, 0, 1).unsqueeze(0).expand(batch, -1, -1, -1));
    }
}
