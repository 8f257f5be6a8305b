using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models;

/// <summary>Encoder, decoder and classifier of fully connected or convolutional kind (the reference's <c>CRE</c>).</summary>
public sealed class Cre : CreNetwork
{
    private readonly StagedModule encoder;
    private readonly StagedModule decoder;
    private readonly StagedModule classifier;

    public Cre(StagedModule encoder, StagedModule decoder, StagedModule classifier) : base(nameof(Cre))
    {
        (this.encoder, this.decoder, this.classifier) = (encoder, decoder, classifier);
        RegisterComponents();
    }

    public override nn.Module Encoder => encoder;

    public override nn.Module Decoder => decoder;

    public override nn.Module Classifier => classifier;

    public override Tensor Encode(Tensor images) => encoder.forward(images);

    public override Tensor Decode(Tensor latent) => decoder.forward(latent);

    public override Tensor Classify(Tensor latent) => classifier.forward(latent);

    /// <summary>Every intermediate of one pass: those of the parts, "z", "reconstruction" and "logits".</summary>
    public void Represent(Tensor images, Features f)
    {
        using var scope = NewDisposeScope();
        var latent = f["z"] = encoder.Represent(images, f.Of("encoder"));
        f["reconstruction"] = decoder.Represent(latent, f.Of("decoder"));
        f["logits"] = classifier.Represent(latent, f.Of("classifier"));
    }
}
