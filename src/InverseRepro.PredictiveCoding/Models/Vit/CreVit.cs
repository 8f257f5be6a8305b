using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>
/// Classification-reconstruction encoder of transformers (the reference's <c>CREViT</c>). As a <see cref="CreNetwork"/> it sees all
/// patches in their order; the reference shuffles them, which the decoder takes back and the classifier averages away.
/// </summary>
public sealed class CreVit : CreNetwork
{
    private readonly VitEncoder encoder;
    private readonly VitDecoder decoder;
    private readonly VitClassifier classifier;

    public CreVit(CreVitSettings s) : base(nameof(CreVit))
    {
        if (s.ImageSize % s.PatchSize != 0)
            throw new ArgumentException($"A picture of {s.ImageSize} pixels a side has no whole patches of {s.PatchSize}.", nameof(s));
        encoder = new VitEncoder(s);
        decoder = new VitDecoder(s);
        classifier = new VitClassifier(s.EmbedDim, s.NumClasses);
        PatchSize = s.PatchSize;
        RegisterComponents();
    }

    public int PatchSize { get; }

    public override nn.Module Encoder => encoder;

    public override nn.Module Decoder => decoder;

    public override nn.Module Classifier => classifier;

    public override Tensor Encode(Tensor images) => Encode(images, null); // N×(1+L)×D

    public override Tensor Decode(Tensor latent) => Decode(latent, null);

    /// <summary>N×C×H×W → N×(1+kept)×D.</summary>
    public Tensor Encode(Tensor images, PatchMasking? masking) => encoder.Represent(images, masking, Features.None);

    /// <summary>N×(1+kept)×D → N×C×H×W; <paramref name="masking"/> as the encoder had it.</summary>
    public Tensor Decode(Tensor latent, PatchMasking? masking)
    {
        using var patches = decoder.Represent(latent, masking, Features.None); // N×L×P²C
        return Patches.Join(patches, PatchSize);
    }

    public override Tensor Classify(Tensor latent) => classifier.forward(latent);

    /// <summary>Every intermediate of one pass: those of the parts, "latent", "patches" (N×L×P²C) and "logits".</summary>
    public void Represent(Tensor images, PatchMasking? masking, Features f)
    {
        using var scope = NewDisposeScope();
        var latent = f["latent"] = encoder.Represent(images, masking, f.Of("encoder"));
        f["patches"] = decoder.Represent(latent, masking, f.Of("decoder"));
        f["logits"] = classifier.Represent(latent, f.Of("classifier"));
    }

    /// <summary>Mean squared error over the removed patches alone.</summary>
    /// <param name="patches">N×L×P²C.</param>
    /// <param name="mask">N×L: 0 kept, 1 removed.</param>
    public Tensor MaskedError(Tensor patches, Tensor images, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var error = (patches - Patches.Of(images, PatchSize)).pow(2).mean([2]); // N×L
        return scope.MoveToOuter((error * mask).sum() / mask.sum());
    }
}
