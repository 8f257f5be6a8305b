using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>
/// Inverse of a Swin stage (inverse-tvm <c>InverseSwinTransformerStage</c>): blocks on the stage's output grid, the first and
/// every second after it shifted, then patch splitting where the stage merged patches.
/// </summary>
public sealed class InverseSwinStage : StagedModule
{
    private readonly PatchSplitting? upsample;
    private readonly ModuleList<SwinBlock> blocks;

    /// <param name="outDim">Width after splitting; null where there is none.</param>
    /// <param name="grid">Tokens of the input.</param>
    public InverseSwinStage(int dim, int? outDim, GridSize grid, int depth, int numHeads, GridSize window, double mlpRatio = 4,
        bool qkvBias = true, double layerNormEps = 1e-5, bool alwaysPartition = false) : base(nameof(InverseSwinStage))
    {
        if (outDim is { } splitTo)
            upsample = new PatchSplitting(dim, splitTo, layerNormEps);
        blocks = nn.ModuleList(Enumerable.Range(0, depth)
            .Select(i => new SwinBlock(dim, numHeads, WindowLayout.Of(grid, window, shifted: i % 2 == 0, always: alwaysPartition), mlpRatio, qkvBias, layerNormEps)).ToArray());
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×H×W×C
    {
        for (var i = 0; i < blocks.Count; i++)
            x = f[$"blocks.{i}"] = blocks[i].Represent(x, f.Of($"blocks.{i}"));
        if (upsample is not null)
            x = f["upsample"] = upsample.Represent(x, f.Of("upsample")); // N×2H×2W×D
        return f["output"] = x;
    }
}
