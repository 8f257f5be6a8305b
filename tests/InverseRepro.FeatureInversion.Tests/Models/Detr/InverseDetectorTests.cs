using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models.Detr;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Models.Detr;

public class InverseDetectorTests
{
    [Fact]
    public void Only_the_best_logit_counts_and_no_object_is_a_class()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var detector = new InverseDetector(numClasses: 2, hiddenDim: 8, width: 6);
        var boxes = DeterministicWeights.Input("boxes", [1, 2, 4], "u");
        var features = new Features();
        var hard = detector.Represent(tensor(new float[] { 0, 1, 9, 3, 1, 2 }, [1, 2, 3]), boxes, features);
        var soft = detector.Represent(tensor(new float[] { 4, 4, 5, 1, -1, 0 }, [1, 2, 3]), boxes, Features.None);
        features["matched_one_hot"].data<float>().ToArray().Should().Equal(0, 0, 1, 1, 0, 0);
        soft.Equals(hard).Should().BeTrue();
    }

    [Fact]
    public void Batched_equals_single()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var detector = new InverseDetector(numClasses: 5, hiddenDim: 16, width: 8);
        DeterministicWeights.Fill(detector);
        var detections = DeterministicWeights.Input("detections", [3, 7, 10], "u");
        var single = detector.forward(detections.narrow(0, 1, 1));
        single.shape.Should().Equal(1, 7, 8);
        (detector.forward(detections).narrow(0, 1, 1) - single).abs().max().item<float>().Should().BeLessThan(1e-6f);
    }
}
