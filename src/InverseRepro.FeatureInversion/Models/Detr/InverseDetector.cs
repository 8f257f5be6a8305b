using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Inverse of DETR's heads (inverse-tvm <c>inv_pred/models.py</c>): the class of each query, "no object" included, as one of K+1
/// hot, with its box, through three linear layers to the decoder's embedding. No gradient reaches the logits.
/// </summary>
public sealed class InverseDetector : StagedModule
{
    private const int BoxNumbers = 4;

    private readonly Regressor inverse_classifier_regressor;
    private readonly long _logits;

    /// <param name="numClasses">K; there are K+1 logits.</param>
    /// <param name="width">D of the decoder's embeddings.</param>
    public InverseDetector(int numClasses = 91, int hiddenDim = 512, int width = 256) : base(nameof(InverseDetector))
    {
        _logits = numClasses + 1;
        inverse_classifier_regressor = new Regressor(numClasses + 1 + BoxNumbers, hiddenDim, width);
        RegisterComponents();
    }

    /// <summary>logits: N×Q×(K+1); boxes: N×Q×4 in [0, 1] → N×Q×D.</summary>
    public Tensor Represent(Tensor logits, Tensor boxes, Features f)
    {
        using var detections = cat([logits, boxes], -1);
        return Represent(detections, f);
    }

    /// <summary>Logits and boxes side by side, N×Q×(K+1+4) → N×Q×D.</summary>
    protected override Tensor Walk(Tensor detections, Features f)
    {
        var best = detections.narrow(-1, 0, _logits).argmax(-1); // N×Q
        var oneHot = f["matched_one_hot"] = nn.functional.one_hot(best, _logits).to(detections.dtype); // N×Q×(K+1)
        var boxes = detections.narrow(-1, _logits, BoxNumbers); // N×Q×4
        return f["output"] = inverse_classifier_regressor.Represent(cat([oneHot, boxes], -1), f);
    }

    private sealed class Regressor : StagedModule
    {
        private readonly Linear fc1;
        private readonly Linear fc2;
        private readonly Linear fc3;

        public Regressor(int inputs, int hiddenDim, int width) : base(nameof(Regressor))
        {
            fc1 = nn.Linear(inputs, hiddenDim);
            fc2 = nn.Linear(hiddenDim, hiddenDim / 2);
            fc3 = nn.Linear(hiddenDim / 2, width);
            RegisterComponents();
        }

        protected override Tensor Walk(Tensor x, Features f) // N×Q×(K+5)
        {
            x = nn.functional.relu(f["fc1"] = fc1.forward(x));
            x = nn.functional.relu(f["fc2"] = fc2.forward(x));
            return fc3.forward(x); // N×Q×D
        }
    }
}
