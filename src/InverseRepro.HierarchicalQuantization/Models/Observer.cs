using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Models;

/// <summary>
/// A small convolutional classifier in whose penultimate layer pictures are compared: perceptual distance where no published
/// network fits. Pictures of any size.
/// </summary>
public sealed class Observer : StagedModule
{
    private readonly Sequential body;
    private readonly Linear head;

    /// <param name="width">Channels of the first convolution; they double twice.</param>
    public Observer(int inChannels, int width, int classes) : base(nameof(Observer))
    {
        body = nn.Sequential(
            nn.Conv2d(inChannels, width, kernel_size: 4, stride: 2, padding: 1), nn.ReLU(),
            nn.Conv2d(width, 2L * width, kernel_size: 4, stride: 2, padding: 1), nn.ReLU(),
            nn.Conv2d(2L * width, 4L * width, kernel_size: 4, stride: 2, padding: 1), nn.ReLU());
        head = nn.Linear(4L * width, classes);
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor picture, Features f) // N×3×H×W
    {
        var x = f["penultimate"] = body.forward(picture).amax([2, 3]); // N×4W
        return f["logits"] = head.forward(x); // N×classes
    }
}
