using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>Patch merging, except in the first stage, then blocks of which every second is shifted (timm <c>SwinTransformerStage</c>).</summary>
public sealed class SwinStage : StagedModule
{
    private readonly PatchMerging? downsample;
    private readonly ModuleList<SwinBlock> blocks;

    internal SwinStage(SwinTransformerSettings s, int stage) : base(nameof(SwinStage))
    {
        if (stage > 0)
            downsample = new PatchMerging(s.Width(stage - 1), s.Width(stage), s.LayerNormEps);
        blocks = nn.ModuleList(Enumerable.Range(0, s.Depths[stage])
            .Select(i => new SwinBlock(s.Width(stage), s.NumHeads[stage],
                WindowLayout.Of(s.Grid(stage), s.Windows[stage], shifted: i % 2 == 1, nominal: s.PatchGrid / (1 << stage), s.AlwaysPartition),
                s.MlpRatio, s.QkvBias, s.LayerNormEps)).ToArray());
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×H×W×C
    {
        if (downsample is not null)
            x = f["downsample"] = downsample.forward(x); // N×H/2×W/2×2C
        for (var i = 0; i < blocks.Count; i++)
            x = f[$"blocks.{i}"] = blocks[i].Represent(x, f.Of($"blocks.{i}"));
        return x;
    }
}
