using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models;

/// <summary>
/// A classification-reconstruction encoder (arXiv 2401.09237): an encoder whose latent z a decoder and a classifier share. State
/// dictionaries have the keys of wiskott-lab/classification-reconstruction-encoder: "encoder.…", "decoder.…", "classifier.…".
/// </summary>
public abstract class CreNetwork(string name) : nn.Module<Tensor, CreOutput>(name)
{
    public abstract nn.Module Encoder { get; }

    public abstract nn.Module Decoder { get; }

    public abstract nn.Module Classifier { get; }

    /// <summary>Images, N×C×H×W in [−1, 1], to the latent z: N×d, N×C×h×w or N×(1+L)×D.</summary>
    public abstract Tensor Encode(Tensor images);

    /// <summary>z to images, N×C×H×W.</summary>
    public abstract Tensor Decode(Tensor latent);

    /// <summary>z to logits, N×classes.</summary>
    public abstract Tensor Classify(Tensor latent);

    public sealed override CreOutput forward(Tensor images)
    {
        var latent = Encode(images);
        return new CreOutput(latent, Decode(latent), Classify(latent));
    }
}
