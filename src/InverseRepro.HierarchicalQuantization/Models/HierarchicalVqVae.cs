using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Quantization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>
/// The two-level VQ-VAE (single-vs-hier-recon: <c>UnconditionedHVQVAE</c>). The levels are quantised independently: unlike in
/// VQ-VAE-2 the bottom does not see the top's codes.
/// </summary>
public sealed class HierarchicalVqVae : VqVae
{
    private readonly VqVaeEncoder enc_b;
    private readonly VqVaeEncoder enc_t;
    private readonly Conv2d quantize_conv_t;
    private readonly Conv2d quantize_conv_b;
    private readonly VectorQuantizer quantize_t;
    private readonly VectorQuantizer quantize_b;
    private readonly ConvTranspose2d upsample_t;
    private readonly VqVaeDecoder dec;

    /// <exception cref="ArgumentException">The settings have no top level.</exception>
    public HierarchicalVqVae(VqVaeSettings settings, Seed seed) : base(nameof(HierarchicalVqVae))
    {
        var topCodes = settings.TopCodes ?? throw new ArgumentException("a two-level network needs a number of top codes", nameof(settings));
        enc_b = VqVaeEncoder.Bottom(settings, activated: false);
        enc_t = VqVaeEncoder.Top(settings);
        quantize_conv_t = nn.Conv2d(settings.Width, settings.EmbedDim, kernel_size: 1);
        quantize_conv_b = nn.Conv2d(settings.Width, settings.EmbedDim, kernel_size: 1);
        quantize_t = new VectorQuantizer(settings.EmbedDim, topCodes, settings.Codebook, seed.Derive("codebook/top"));
        quantize_b = new VectorQuantizer(settings.EmbedDim, settings.Codes, settings.Codebook, seed.Derive("codebook/bottom"));
        upsample_t = nn.ConvTranspose2d(settings.EmbedDim, settings.EmbedDim, kernel_size: 4, stride: 2, padding: 1);
        dec = new VqVaeDecoder(2 * settings.EmbedDim, settings);
        RegisterComponents();
        Initialise.TorchDefaults(this, seed);
    }

    public override IReadOnlyList<VectorQuantizer> Quantizers => [quantize_b, quantize_t];

    protected override IReadOnlyList<string> Levels => ["_bottom", "_top"];

    protected override Tensor Walk(Tensor picture, Features f) // N×3×H×W
    {
        var bottom = f["enc_b"] = enc_b.forward(picture); // N×C×H/4×W/4
        var top = f["enc_t"] = enc_t.forward(bottom); // N×C×H/8×W/8
        top = f["quantize_conv_t"] = quantize_conv_t.forward(top); // N×D×H/8×W/8
        bottom = f["quantize_conv_b"] = quantize_conv_b.forward(bottom); // N×D×H/4×W/4

        var (quantizedTop, quantizedBottom) = (quantize_t.QuantizeMap(top), quantize_b.QuantizeMap(bottom));
        f["indices_top"] = quantizedTop.Indices; // N×HW/64
        f["indices_bottom"] = quantizedBottom.Indices; // N×HW/16
        f["relative_error_top"] = quantizedTop.RelativeError;
        f["relative_error_bottom"] = quantizedBottom.RelativeError;
        top = f["quantised_top"] = quantizedTop.Output; // N×D×H/8×W/8
        bottom = f["quantised_bottom"] = quantizedBottom.Output; // N×D×H/4×W/4
        f["loss"] = (quantizedTop.Loss + quantizedBottom.Loss).unsqueeze(0); // 1×1
        return f["reconstruction"] = Decode(top, bottom, f); // N×3×H×W
    }

    /// <summary>Pictures from both levels' codes: N×D×H/8×W/8, N×D×H/4×W/4 → N×3×H×W.</summary>
    internal Tensor Decode(Tensor top, Tensor bottom, Features f)
    {
        using var scope = NewDisposeScope();
        top = f["upsample_t"] = upsample_t.forward(top); // N×D×H/4×W/4
        return scope.MoveToOuter(dec.forward(cat([top, bottom], 1))); // N×2D×H/4×W/4 → N×3×H×W
    }
}
