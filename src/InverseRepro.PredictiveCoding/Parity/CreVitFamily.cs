using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.PredictiveCoding.Models.Vit;

namespace InverseRepro.PredictiveCoding.Parity;

/// <summary>The reference's <c>CREViT</c> with all patches in their order, shuffled, and masked.</summary>
internal static class CreVitFamily
{
    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("classification-reconstruction encoder of transformers", golden => golden.Id.StartsWith("cre.CREViT", StringComparison.Ordinal), Build),
    ];

    private static ReferenceNetwork Build(GoldenModel golden)
    {
        var network = new CreVit(new CreVitSettings(
            golden.Setting<int>("img_size"), golden.Setting<int>("patch_size"), golden.Setting("in_chans", 1), golden.Setting<int>("embed_dim"),
            golden.Setting<int>("depth"), golden.Setting<int>("num_heads"), golden.Setting<int>("decoder_embed_dim"),
            golden.Setting<int>("decoder_depth"), golden.Setting<int>("decoder_num_heads"), golden.Setting("mlp_ratio", 4.0),
            golden.Setting("num_classes", 10), golden.Setting("qkv_bias", true), golden.Setting("layer_norm_eps", 1e-5)));
        return new ReferenceNetwork([network], (file, f) => Run(network, file, f));
    }

    private static void Run(CreVit network, GoldenModel golden, Features f)
    {
        var images = golden.OneInput.ToTensor();
        network.Represent(images, null, f);
        f["latent (mask_ratio 0, identity order)"] = f["latent"];
        f["patch reconstruction"] = f["patches"];
        f["image reconstruction"] = Patches.Join(f["patches"], network.PatchSize);
        var patches = f["patchify(input)"] = Patches.Of(images, network.PatchSize); // N×L×P²C

        var noise = DeterministicWeights.Input("noise", [patches.shape[0], patches.shape[1]], "u");
        var shuffling = PatchMasking.FromNoise(noise, 0);
        var shuffled = new Features();
        network.Represent(images, shuffling, shuffled);
        f["noise order: latent (mask_ratio 0)"] = shuffled["latent"];
        f["noise order: ids_restore (mask_ratio 0)"] = shuffling.Restore;
        f["noise order: patch reconstruction (mask_ratio 0)"] = shuffled["patches"];
        f["noise order: logits (mask_ratio 0)"] = shuffled["logits"];

        var masking = PatchMasking.FromNoise(noise, golden.Setting("mask_ratio_of_masked_stages", 0.5));
        var masked = new Features();
        network.Represent(images, masking, masked);
        f["masked: latent"] = masked["latent"];
        f["masked: mask (1 = removed)"] = masking.Mask;
        f["masked: patch reconstruction"] = masked["patches"];
        f["masked: logits"] = masked["logits"];
        f["masked: reconstruction loss"] = network.MaskedError(masked["patches"], images, masking.Mask);
    }
}
