using InverseRepro.Engine;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>
/// The image loss of networks whose channels are normalised differently. The MSE in [0, 1] does not follow from it, so that curves
/// keep the loss as it is.
/// </summary>
/// <param name="Means">Of each channel.</param>
public sealed record ChannelImageLoss(IReadOnlyList<float> Means, IReadOnlyList<float> Stds) : ImageLoss(0, 1)
{
    public override Tensor Image(Tensor reconstruction, Tensor normalised)
    {
        using var scope = NewDisposeScope();
        var (mean, std) = (OfChannels(Means, reconstruction), OfChannels(Stds, reconstruction));
        return scope.MoveToOuter(nn.functional.mse_loss((reconstruction - mean) / std, normalised));
    }

    private static Tensor OfChannels(IReadOnlyList<float> values, Tensor images) => tensor([.. values]).Upload(images.device).view(-1, 1, 1);
}
