using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>A network as published, and how one picture goes through it.</summary>
/// <param name="module">Its state-dictionary keys are those of the published file.</param>
/// <param name="represent">Takes the preprocessed picture, N×3×H×W, and gives every stage under the reference's names.</param>
public sealed class PublishedNetwork(nn.Module module, Action<Tensor, Features> represent) : IDisposable
{
    public nn.Module Module => module;

    public static PublishedNetwork Of(StagedModule module) => new(module, (image, f) => module.Represent(image, f));

    /// <summary>Every stage by name.</summary>
    /// <param name="image">N×3×H×W.</param>
    public Features Represent(Tensor image)
    {
        var features = new Features();
        represent(image, features);
        return features;
    }

    public void Dispose() => module.Dispose();
}
