using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models.Detr;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>DETR with the chain of its inverse modules (inverse-tvm <c>tools/detr_utils.py</c>), as golden files describe them.</summary>
internal static class DetrChainFamily
{
    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("DETR and its inverse modules (inverse-tvm)", golden => DetrModels.Settings.ContainsKey(golden.Setting("detr", "")), Build),
    ];

    private static ReferenceNetwork Build(GoldenModel golden)
    {
        var settings = DetrModels.Settings[golden.Setting<string>("detr")];
        var (detr, backbone, detector) = (new Detr(settings), new InverseDetrBackbone(Backbone(golden)), new InverseDetector());
        var encoder = new InverseTransformerEncoder(new InverseTransformerSettings());
        var decoder = new InverseTransformerDecoder(new InverseTransformerSettings());
        var encoded = $"encoder.layers.{settings.EncoderLayers - 1}";
        return new ReferenceNetwork([detr, backbone, encoder, decoder, detector], (file, f) =>
        {
            var target = Features.Only(["samples.tensors", "input_proj", "pos", "feature_mask", encoded, "hs", "pred_logits", "pred_boxes"]);
            detr.Represent(NestedTensor.Of([.. file.Inputs.Select(input => input.ToTensor())]), target);
            new Chain(target, target[encoded], file.Inputs[0], f, backbone, encoder, decoder, detector).Run();
        });
    }

    private static InverseDetrBackboneSettings Backbone(GoldenModel golden) =>
        golden.Setting<string>("inv_bb") is var name && InverseDetrBackboneSettings.Published.TryGetValue(name, out var settings)
            ? settings
            : throw new InvalidDataException(
                $"{golden.Path}: no inverse backbone of DETR is called '{name}'; known are {string.Join(", ", InverseDetrBackboneSettings.Published.Keys)}");

    /// <summary>Everything that the chain's files tell: embeddings, local reconstructions and those through the chain, with their losses.</summary>
    private sealed class Chain(Features target, Tensor encoded, GoldenInput input, Features f,
        InverseDetrBackbone backbone, InverseTransformerEncoder encoder, InverseTransformerDecoder decoder, InverseDetector detector)
    {
        public void Run()
        {
            var bbEmb = f["bb_emb"] = target["input_proj"].flatten(2).permute(2, 0, 1); // L×N×D
            var encEmb = f["enc_emb"] = encoded.alias(); // L×N×D
            var decEmb = f["dec_emb[-1]"] = target["hs"][-1].transpose(0, 1); // Q×N×D
            f["pred_logits"] = target["pred_logits"].alias();
            f["pred_boxes"] = target["pred_boxes"].alias();

            f["local loss bb: mse(normalise(image), input)"] = ImageLoss(f["local: image from bb_emb"] = Image(bbEmb));
            f["local loss enc"] = nn.functional.mse_loss(f["local: bb_emb from enc_emb"] = BackboneEmbedding(encEmb), bbEmb);
            f["local loss dec"] = nn.functional.mse_loss(f["local: enc_emb from dec_emb"] = EncoderEmbedding(decEmb), encEmb);
            var decoded = DecoderEmbedding(); // Q×N×D
            f["local: dec_emb from predictions"] = decoded.unsqueeze(0);
            f["local loss detector"] = nn.functional.mse_loss(decoded, decEmb);

            f["chain loss from enc_emb"] = ImageLoss(f["chain: image from enc_emb"] = Image(BackboneEmbedding(encEmb)));
            f["chain loss from dec_emb"] = ImageLoss(f["chain: image from dec_emb"] = FromDecoder(decEmb));
            f["chain loss from predictions"] = ImageLoss(f["chain: image from predictions"] = FromDecoder(decoded));
        }

        private Tensor FromDecoder(Tensor decEmb) => Image(BackboneEmbedding(EncoderEmbedding(decEmb)));

        private Tensor DecoderEmbedding() => detector.Represent(target["pred_logits"], target["pred_boxes"], Features.None).transpose(0, 1);

        private Tensor EncoderEmbedding(Tensor decEmb) => decoder.Represent(decEmb, target["pos"], Features.None);

        private Tensor BackboneEmbedding(Tensor encEmb) => encoder.Represent(encEmb, target["feature_mask"], target["pos"], Features.None);

        private Tensor Image(Tensor bbEmb) => // L×N×D → N×3×H×W
            backbone.forward(bbEmb.permute(1, 2, 0).reshape(target["input_proj"].shape).contiguous());

        private Tensor ImageLoss(Tensor image) => // the picture as the network sees it
            nn.functional.mse_loss(input.Normalise(image), target["samples.tensors"]);
    }
}
