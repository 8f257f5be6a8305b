using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Cnn;

/// <summary>
/// Two convolutions with dropout of channels, batch norm and ReLU, then a linear layer; the second block pools before its norm
/// (the reference's <c>ClassifierCNNLarge</c>).
/// </summary>
public sealed class LargeCnnClassifier : StagedModule
{
    private readonly Conv2d conv_1;
    private readonly Dropout2d dropout_1;
    private readonly BatchNorm2d bn_1;
    private readonly Conv2d conv_2;
    private readonly Dropout2d dropout_2;
    private readonly MaxPool2d pool_2;
    private readonly BatchNorm2d bn_2;
    private readonly Linear linear_3;

    /// <param name="inChannels">Channels of the latent.</param>
    /// <param name="channels">Between the layers.</param>
    /// <param name="features">channels × h/2 × w/2: 1024 in the reference.</param>
    public LargeCnnClassifier(int inChannels = 128, int channels = 256, int features = 1024, int classes = 10, double dropout = 0.2) : base(nameof(LargeCnnClassifier))
    {
        conv_1 = nn.Conv2d(inChannels, channels, kernel_size: 3, padding: 1);
        dropout_1 = nn.Dropout2d(dropout);
        bn_1 = nn.BatchNorm2d(channels);
        conv_2 = nn.Conv2d(channels, channels, kernel_size: 1);
        dropout_2 = nn.Dropout2d(dropout);
        pool_2 = nn.MaxPool2d(2, stride: 2);
        bn_2 = nn.BatchNorm2d(channels);
        linear_3 = nn.Linear(features, classes);
        RegisterComponents();
    }

    /// <summary>Multiply-accumulates of both convolutions for one latent of so many numbers a side, in the reference's widths.</summary>
    public static double Macs(int side, int inChannels = 128, int channels = 256) => (double)side * side * channels * (3 * 3 * inChannels + channels);

    protected override Tensor Walk(Tensor x, Features f) // N×C×h×w
    {
        x = f["conv_1"] = conv_1.forward(x); // N×256×h×w
        x = f["bn_1"] = bn_1.forward(dropout_1.forward(x));
        x = f["relu_1"] = nn.functional.relu(x);
        x = f["conv_2"] = conv_2.forward(x);
        x = f["pool_2"] = pool_2.forward(dropout_2.forward(x)); // N×256×h/2×w/2
        x = f["bn_2"] = bn_2.forward(x);
        x = f["relu_2"] = nn.functional.relu(x);
        x = f["linear_3"] = linear_3.forward(x.flatten(1));
        return f["output"] = x; // N×classes
    }
}
