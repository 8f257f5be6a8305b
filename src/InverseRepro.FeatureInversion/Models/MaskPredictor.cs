using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>
/// A small convolutional network that says where the main object is: three convolutions on the way down, two on the way up,
/// the fine grid joined in again before the last. The judge of shape.
/// </summary>
public sealed class MaskPredictor : nn.Module<Tensor, Tensor>
{
    private readonly Sequential fine;
    private readonly Sequential coarse;
    private readonly Sequential joined;

    public MaskPredictor(int inChans, int width) : base(nameof(MaskPredictor))
    {
        fine = nn.Sequential(nn.Conv2d(inChans, width, kernel_size: 3, padding: 1), nn.BatchNorm2d(width), nn.ReLU());
        coarse = nn.Sequential(
            nn.MaxPool2d(2), nn.Conv2d(width, 2 * width, kernel_size: 3, padding: 1), nn.BatchNorm2d(2 * width), nn.ReLU(),
            nn.MaxPool2d(2), nn.Conv2d(2 * width, 4 * width, kernel_size: 3, padding: 1), nn.BatchNorm2d(4 * width), nn.ReLU(),
            nn.Conv2d(4 * width, 2 * width, kernel_size: 3, padding: 1), nn.BatchNorm2d(2 * width), nn.ReLU(),
            nn.Upsample(scale_factor: [4, 4], mode: UpsampleMode.Nearest));
        joined = nn.Sequential(
            nn.Conv2d(3 * width, width, kernel_size: 3, padding: 1), nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, 1, kernel_size: 1));
        RegisterComponents();
    }

    /// <summary>N×C×H×W → N×H×W logits; H and W are multiples of 4.</summary>
    public override Tensor forward(Tensor image)
    {
        var x = fine.forward(image); // N×W×H×W
        return joined.forward(cat([x, coarse.forward(x)], 1)).squeeze(1);
    }
}
