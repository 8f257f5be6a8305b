using InverseRepro.Vision.Detection;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training.Detection;

/// <summary>A <see cref="DetectionOutput"/> copied out of the engine.</summary>
public sealed class Predictions
{
    private readonly float[] _probabilities, _boxes; // N×Q×(classes + 1), N×Q×4

    public Predictions(DetectionOutput output)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        (Images, Queries, Classes) = ((int)output.Logits.shape[0], (int)output.Logits.shape[1], (int)output.Logits.shape[2] - 1);
        _probabilities = Values(nn.functional.softmax(output.Logits, -1));
        _boxes = Values(output.Boxes);
    }

    public int Images { get; }

    public int Queries { get; }

    /// <summary>Without "no object".</summary>
    public int Classes { get; }

    /// <param name="label">"No object" is the number of <see cref="Classes"/>.</param>
    public double Probability(int image, int query, int label) => _probabilities[(image * Queries + query) * (Classes + 1) + label];

    /// <summary>Relative to the image.</summary>
    public Box Box(int image, int query)
    {
        var at = (image * Queries + query) * 4;
        return Vision.Detection.Box.FromCentre(_boxes[at], _boxes[at + 1], _boxes[at + 2], _boxes[at + 3]);
    }

    /// <summary>
    /// One object for each query (facebookresearch/detr <c>PostProcess</c>): its likeliest class other than "no object", scored by
    /// that class's probability, and its box in an image of this size in pixels.
    /// </summary>
    public IReadOnlyList<DetectedObject> Objects(int image, double width, double height) =>
    [
        .. Enumerable.Range(0, Queries).Select(query =>
        {
            var label = Enumerable.Range(0, Classes).MaxBy(c => Probability(image, query, c));
            return new DetectedObject(Box(image, query).Scale(width, height), label, Probability(image, query, label));
        }),
    ];

    private static float[] Values(Tensor tensor) => tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
}
