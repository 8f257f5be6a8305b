using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>Mean over patch tokens, batch norm without factors, linear layer (the reference's <c>ClassifierViT</c>).</summary>
public sealed class VitClassifier : StagedModule
{
    private readonly BatchNorm1d bn_1;
    private readonly Linear linear_1;

    public VitClassifier(int embedDim, int numClasses) : base(nameof(VitClassifier))
    {
        bn_1 = nn.BatchNorm1d(embedDim, eps: 1e-6, affine: false);
        linear_1 = nn.Linear(embedDim, numClasses);
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor x, Features f) // N×(1+L)×D
    {
        x = x.narrow(1, 1, x.shape[1] - 1).mean([1]); // N×D
        x = f["bn_1"] = bn_1.forward(x);
        x = f["linear_1"] = linear_1.forward(x);
        return f["output"] = x; // N×classes
    }
}
