using InverseRepro.Engine;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>
/// A <see cref="CreVit"/> that sees only a part of the patches while it trains, drawn anew for every batch, and is to give back all
/// of them; it is measured on whole pictures. Both as in the reference's training script.
/// </summary>
public sealed class MaskedCreVit : CreNetwork
{
    private readonly CreVit vit;
    private readonly Generator _noise;
    private readonly double _ratio;
    private PatchMasking? _masking; // of the latest batch

    /// <param name="ratio">Share of the patches that is removed.</param>
    public MaskedCreVit(CreVit vit, double ratio, Seed seed) : base(nameof(MaskedCreVit))
    {
        (this.vit, _ratio, _noise) = (vit, ratio, seed.Generator());
        RegisterComponents();
    }

    public override nn.Module Encoder => vit.Encoder;

    public override nn.Module Decoder => vit.Decoder;

    public override nn.Module Classifier => vit.Classifier;

    /// <inheritdoc/>
    /// <returns>N×(1+kept)×D in training, else N×(1+L)×D.</returns>
    public override Tensor Encode(Tensor images)
    {
        var side = images.shape[2] / vit.PatchSize;
        _masking = training
            ? PatchMasking.FromNoise(rand([images.shape[0], side * side], generator: _noise).Upload(images.device), _ratio)
            : null;
        return vit.Encode(images, _masking);
    }

    /// <summary>The latent of the latest pictures to whole images.</summary>
    public override Tensor Decode(Tensor latent) => vit.Decode(latent, _masking);

    public override Tensor Classify(Tensor latent) => vit.Classify(latent);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _noise.Dispose();
        base.Dispose(disposing);
    }
}
