using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>Losses of the inversion: images are compared in the target's normalised space, representations as they are.</summary>
/// <param name="Mean">Of the target's normalisation.</param>
public record ImageLoss(double Mean, double Std)
{
    /// <summary>MSE between the normalised reconstruction and the normalised picture; <paramref name="reconstruction"/> is in [0, 1].</summary>
    public virtual Tensor Image(Tensor reconstruction, Tensor normalised) =>
        nn.functional.mse_loss((reconstruction - Mean) / Std, normalised);

    /// <summary>The loss of module <paramref name="stage"/> (from 1) against its goal.</summary>
    public Tensor Module(int stage, Tensor output, Tensor goal) => stage == 1 ? Image(output, goal) : nn.functional.mse_loss(output, goal);

    /// <summary>Converts an image loss to MSE01.</summary>
    public double ToMse01(double loss) => loss * Std * Std;
}
