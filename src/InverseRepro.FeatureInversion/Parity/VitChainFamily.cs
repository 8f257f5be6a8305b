using System.Globalization;
using System.Text.RegularExpressions;
using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models.Vit;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>ViT, DeiT or DeiT-III with the chain of its inverse modules (inverse-tvm <c>tools/vit_utils.py</c>), as golden files describe them.</summary>
internal static class VitChainFamily
{
    private const string Library = "timm ", Target = "vit", Plain = "inv_bb", WithPositions = "inv_bb_pos", Encoder = "inv_enc";

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("vision transformer and its inverse modules (inverse-tvm)", golden => golden.Setting(Target, "").StartsWith(Library, StringComparison.Ordinal), Build),
    ];

    private static ReferenceNetwork Build(GoldenModel golden)
    {
        var id = golden.Setting<string>(Target)[Library.Length..];
        var settings = VitModels.Settings.GetValueOrDefault(id) ?? throw new InvalidDataException($"{golden.Path}: timm's '{id}' is not among the vision transformers here");
        var vit = new VisionTransformer(settings);
        var backbone = Backbone(golden, Plain, settings);
        var subtracting = golden.Config.TryGetProperty(WithPositions, out _) ? Backbone(golden, WithPositions, settings) : null;
        var encoder = new InverseVitEncoder(
            Size(golden, "embed_dim", settings.EmbedDim), Size(golden, "depth", 12), Size(golden, "num_heads", settings.NumHeads));
        nn.Module[] networks = subtracting is null ? [vit, backbone, encoder] : [vit, backbone, subtracting, encoder];
        return new ReferenceNetwork(networks, (file, f) => Run(file.Inputs.Single(), f, vit, backbone, subtracting, encoder));
    }

    /// <summary>The inverse backbones of inverse-tvm by name; a remark may follow it.</summary>
    private static InverseVitBackbone Backbone(GoldenModel golden, string network, VisionTransformerSettings target) => golden.Setting<string>(network).Split(' ')[0] switch
    {
        "InverseViTBackbone" => new InverseVitBackbone(target.EmbedDim, [target.InChans], [target.PatchSize]),
        "EnhancedVitBackbone" => new InverseVitBackbone(target.EmbedDim, [256, 64, 16, target.InChans], [2, 2, 2, 2]),
        "EnhancedInverseVitBackbonePos" => new InverseVitBackbone(target.EmbedDim, [256, 64, 16, target.InChans], [2, 2, 2, 2], target.Positions),
        var name => throw new InvalidDataException($"{golden.Path}: no inverse backbone of ViT is called '{name}'"),
    };

    /// <summary>A size of the inverse encoder where the file gives it, as "InverseViTEncoder(depth=3)" or as an object of settings.</summary>
    private static int Size(GoldenModel golden, string setting, int otherwise) =>
        Regex.Match(golden.Config.GetProperty(Encoder).ToString(), $"""\b{setting}"?\s*[=:]\s*(\d+)""") is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : otherwise;

    private static void Run(GoldenInput input, Features f, VisionTransformer vit, InverseVitBackbone backbone, InverseVitBackbone? subtracting, InverseVitEncoder encoder)
    {
        var image = input.ToTensor();
        var last = $"blocks.{vit.Depth - 1}";
        var target = Features.Only(["embedding", last, "logits_without_final_norm"]);
        vit.Represent(image, target);
        var bbEmb = f["bb_emb"] = target["embedding"].alias(); // N×(1+L)×D
        var encEmb = f["enc_emb"] = target[last].alias();
        f["vit_out (no final norm)"] = target["logits_without_final_norm"].alias();

        f["local loss bb"] = ImageLoss(f["local: image from bb_emb"] = backbone.forward(bbEmb));
        if (subtracting is not null)
        {
            subtracting.SetPositions(vit);
            f["local loss bb, EnhancedInverseVitBackbonePos"] = ImageLoss(
                f["local: image from bb_emb, EnhancedInverseVitBackbonePos after set_pos_emb"] = subtracting.forward(bbEmb));
        }
        var decoded = f["local: bb_emb from enc_emb"] = encoder.forward(encEmb);
        f["local loss enc"] = nn.functional.mse_loss(decoded, bbEmb);
        f["chain loss from enc_emb"] = ImageLoss(f["chain: image from enc_emb"] = backbone.forward(decoded));

        // Against the picture as the network sees it.
        Tensor ImageLoss(Tensor reconstruction) => nn.functional.mse_loss(input.Normalise(reconstruction), image);
    }
}
