using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>
/// A small convolutional classifier, of another family than the networks that are inverted: the independent judge of what
/// reconstructions still show (semantic accuracy, and perceptual distance in its penultimate layer).
/// </summary>
public sealed class ConvClassifier : StagedModule
{
    private readonly Sequential body;
    private readonly Linear penultimate;
    private readonly Linear head;

    /// <param name="imageSize">Pixels a side, a multiple of 8.</param>
    public ConvClassifier(int imageSize, int inChans, int width, int numClasses) : base(nameof(ConvClassifier))
    {
        body = nn.Sequential(
            nn.Conv2d(inChans, width, kernel_size: 3, padding: 1), nn.BatchNorm2d(width), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(width, 2 * width, kernel_size: 3, padding: 1), nn.BatchNorm2d(2 * width), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(2 * width, 4 * width, kernel_size: 3, padding: 1), nn.BatchNorm2d(4 * width), nn.ReLU(), nn.MaxPool2d(2));
        penultimate = nn.Linear(4L * width * (imageSize / 8) * (imageSize / 8), 4 * width);
        head = nn.Linear(4 * width, numClasses);
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor image, Features f) // N×C×H×W
    {
        var x = f["body"] = body.forward(image); // N×4W×H/8×W/8
        x = f["penultimate"] = nn.functional.relu(penultimate.forward(x.flatten(1))); // N×4W
        return f["logits"] = head.forward(x); // N×classes
    }
}
