using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// DETR (Carion et al. 2020) with facebookresearch/detr's state-dict keys: a convolutional backbone, a transformer over its
/// feature map, and for each query a class and a box.
/// </summary>
public sealed class Detr : StagedModule
{
    private readonly ModuleList<nn.Module> backbone; // 0.body and, where they are learned, the positions
    private readonly Conv2d input_proj;
    private readonly Transformer transformer;
    private readonly Embedding query_embed; // Q×D
    private readonly Linear class_embed;
    private readonly PerceptronHead bbox_embed;
    private readonly PositionEmbeddingSine _sines;

    public Detr(DetrSettings s) : base(nameof(Detr))
    {
        nn.Module body = nn.ModuleDict(("body", s.Backbone.Build()));
        nn.Module[] parts = s.LearnedPositions ? [body, new PositionEmbeddingLearned(s.HiddenDim / 2)] : [body];
        backbone = nn.ModuleList(parts);
        input_proj = nn.Conv2d(s.Backbone.OutChannels, s.HiddenDim, kernel_size: 1);
        transformer = new Transformer(s);
        query_embed = nn.Embedding(s.NumQueries, s.HiddenDim);
        class_embed = nn.Linear(s.HiddenDim, s.NumClasses + 1);
        bbox_embed = new PerceptronHead(s.HiddenDim, s.HiddenDim, 4, depth: 3);
        _sines = new PositionEmbeddingSine(s.HiddenDim / 2);
        RegisterComponents();
    }

    private StagedModule Body => ((ModuleDict<StagedModule>)backbone[0])["body"];

    /// <summary>
    /// Images of several sizes → "pred_logits" N×Q×(classes + 1) and "pred_boxes" N×Q×4 (centre x, y, width, height over the
    /// padded batch's size, in (0, 1)); those of every decoder layer are "class_embed(hs)" and "bbox_embed(hs).sigmoid". What inverse
    /// modules take has the batch first: "bb_emb" N×L×D, "encoder.tokens.i", "decoder.tokens.i" N×Q×D and "detections".
    /// </summary>
    public Features Represent(NestedTensor samples)
    {
        var features = new Features();
        using var scope = NewDisposeScope();
        Represent(samples, features);
        return features;
    }

    /// <summary>The class logits N×Q×(classes + 1); intermediates go to <paramref name="f"/>.</summary>
    public Tensor Represent(NestedTensor samples, Features f)
    {
        using var scope = NewDisposeScope();
        f["samples.tensors"] = samples.Tensors.alias();
        f["samples.mask"] = samples.Mask.alias();
        var (x, mask) = Embed(samples, f);
        return scope.MoveToOuter(Detect(x, mask, f));
    }

    /// <summary>Images of one size, N×3×H×W.</summary>
    protected override Tensor Walk(Tensor images, Features f) => Represent(NestedTensor.Of(images), f);

    /// <summary>The backbone's feature map as tokens L×N×D, and the mask at its size N×h×w.</summary>
    private (Tensor Tokens, Tensor Mask) Embed(NestedTensor samples, Features f)
    {
        using var scope = NewDisposeScope();
        var map = Body.Represent(samples.Tensors, f.Of("backbone")); // N×C×h×w
        var projected = f["input_proj"] = input_proj.forward(map); // N×D×h×w
        f["bb_emb"] = Tokens(projected).transpose(0, 1); // N×L×D
        return scope.MoveToOuter(Tokens(projected), samples.MaskAt(map.shape[2], map.shape[3]));
    }

    private Tensor Detect(Tensor x, Tensor mask, Features f)
    {
        var pos = f["pos"] = Tokens(Positions(mask)); // L×N×D
        var padding = f["feature_mask"] = mask.flatten(1); // N×L
        var memory = transformer.Encoder.Represent(x, padding, pos, f.Of("encoder")); // L×N×D
        var queries = query_embed.weight!.unsqueeze(1).expand(-1, x.shape[1], -1); // Q×N×D
        var hs = f["hs"] = transformer.Decoder.Represent(memory, padding, pos, queries, f.Of("decoder")).transpose(1, 2); // depth×N×Q×D
        var logits = f["class_embed(hs)"] = class_embed.forward(hs); // depth×N×Q×(classes+1)
        var boxes = f["bbox_embed(hs).sigmoid"] = bbox_embed.forward(hs).sigmoid(); // depth×N×Q×4
        f["pred_boxes"] = boxes[-1];
        f["detections"] = cat([logits[-1], boxes[-1]], -1); // N×Q×(classes+1+4)
        return f["pred_logits"] = logits[-1];
    }

    private Tensor Positions(Tensor mask) => // N×h×w → N×D×h×w
        backbone.Count > 1 ? ((PositionEmbeddingLearned)backbone[1]).forward(mask) : _sines.Of(mask);

    private static Tensor Tokens(Tensor map) => map.flatten(2).permute(2, 0, 1); // N×C×h×w → L×N×C
}
