using InverseRepro.Checkpoints;
using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>
/// Swin (Liu et al. 2021) with timm's state-dict keys (<c>swin_transformer.py</c>): patch embedding, stages on ever coarser
/// grids, head on the mean of the normalised tokens. Activations are N×H×W×C.
/// </summary>
public sealed class SwinTransformer : StagedModule, ICheckpointAdapter
{
    private readonly SwinPatchEmbed patch_embed;
    private readonly ModuleList<SwinStage> layers;
    private readonly LayerNorm norm;
    private readonly ModuleDict<Linear> head;

    public SwinTransformer(SwinTransformerSettings s) : base(nameof(SwinTransformer))
    {
        patch_embed = new SwinPatchEmbed(s.PatchSize, s.InChans, s.EmbedDim, s.LayerNormEps);
        layers = nn.ModuleList(Enumerable.Range(0, s.Stages).Select(stage => new SwinStage(s, stage)).ToArray());
        norm = nn.LayerNorm(s.Width(s.Stages - 1), eps: s.LayerNormEps);
        head = nn.ModuleDict(("fc", nn.Linear(s.Width(s.Stages - 1), s.NumClasses)));
        RegisterComponents();
    }

    public IEnumerable<CheckpointEntry> Adapt(IReadOnlyCollection<CheckpointEntry> entries) => SwinCheckpoint.Adapt(entries);

    protected override Tensor Walk(Tensor image, Features f) // N×C×H×W
    {
        var x = f["patch_embed"] = patch_embed.forward(image); // N×h×w×D
        for (var i = 0; i < layers.Count; i++)
            x = f[$"layers.{i}"] = layers[i].Represent(x, f.Of($"layers.{i}"));
        x = f["norm"] = norm.forward(x);
        x = f["pooled"] = x.mean([1, 2]); // N×D
        return f["logits"] = head["fc"].forward(x); // N×classes
    }
}
