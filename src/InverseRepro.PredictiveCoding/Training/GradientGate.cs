using InverseRepro.Engine;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Training;

/// <summary>Lets values through unchanged and multiplies gradients on their way back.</summary>
internal static class GradientGate
{
    /// <summary>The latent itself, to the bit.</summary>
    /// <param name="factor">A number, or a tensor that broadcasts to the latent.</param>
    public static Tensor Scale(Tensor latent, Tensor factor)
    {
        var value = latent.detach();
        return value + factor * (latent - value);
    }

    /// <inheritdoc cref="Scale(Tensor, Tensor)"/>
    public static Tensor Scale(Tensor latent, double factor) => Scale(latent, tensor((float)factor).Upload(latent.device));
}
