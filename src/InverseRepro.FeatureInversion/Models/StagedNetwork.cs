using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>A vision network whose forward pass can be read at every stage.</summary>
public abstract class StagedNetwork(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>Every intermediate by name, ending with <c>logits</c>. <paramref name="image"/>: N×C×H×W, normalised.</summary>
    public abstract Features Represent(Tensor image);

    /// <summary>Logits, N×classes.</summary>
    public override Tensor forward(Tensor image) => Represent(image)["logits"];
}
