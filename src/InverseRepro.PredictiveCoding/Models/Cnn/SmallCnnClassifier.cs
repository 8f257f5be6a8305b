using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Cnn;

/// <summary>One linear layer on the flattened latent (the reference's <c>ClassifierCNNSmall</c>).</summary>
public sealed class SmallCnnClassifier : StagedModule
{
    private readonly Linear linear_2;

    /// <param name="features">Channels × height × width of the latent: 256 in the reference.</param>
    public SmallCnnClassifier(int features = 256, int classes = 10) : base(nameof(SmallCnnClassifier))
    {
        linear_2 = nn.Linear(features, classes);
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×C×h×w
    {
        x = f["linear_2"] = linear_2.forward(x.flatten(1));
        return f["output"] = x; // N×classes
    }
}
