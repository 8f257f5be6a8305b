using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Quantization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>The single-level VQ-VAE (single-vs-hier-recon: <c>EnhancedFlatVQVAE</c>).</summary>
public sealed class FlatVqVae : VqVae
{
    private readonly VqVaeEncoder enc_b;
    private readonly Conv2d quantize_conv_b;
    private readonly VectorQuantizer quantize_b;
    private readonly VqVaeDecoder dec;

    /// <exception cref="ArgumentException">The settings have a top level.</exception>
    public FlatVqVae(VqVaeSettings settings, Seed seed) : base(nameof(FlatVqVae))
    {
        if (settings.TopCodes is not null)
            throw new ArgumentException($"a single-level network has no top codebook, but {settings.TopCodes} top codes are set", nameof(settings));
        enc_b = VqVaeEncoder.Bottom(settings, activated: true);
        quantize_conv_b = nn.Conv2d(settings.Width, settings.EmbedDim, kernel_size: 1);
        quantize_b = new VectorQuantizer(settings.EmbedDim, settings.Codes, settings.Codebook, seed.Derive("codebook/bottom"));
        dec = new VqVaeDecoder(settings.EmbedDim, settings);
        RegisterComponents();
        Initialise.TorchDefaults(this, seed);
    }

    public override IReadOnlyList<VectorQuantizer> Quantizers => [quantize_b];

    protected override IReadOnlyList<string> Levels => [""];

    protected override Tensor Walk(Tensor picture, Features f) // N×3×H×W
    {
        var x = f["enc_b"] = enc_b.forward(picture); // N×C×H/4×W/4
        x = f["quantize_conv_b"] = quantize_conv_b.forward(x); // N×D×H/4×W/4
        var bottom = quantize_b.QuantizeMap(x);
        f["indices"] = bottom.Indices; // N×HW/16
        f["relative_error"] = bottom.RelativeError;
        x = f["quantised"] = bottom.Output; // N×D×H/4×W/4
        f["loss"] = bottom.Loss.unsqueeze(0); // 1×1
        return f["reconstruction"] = dec.forward(x); // N×3×H×W
    }
}
