using InverseRepro.FeatureInversion.Training.Detection;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Training.Detection;

public class PredictionsTests
{
    [SkippableFact]
    public void Objects_in_pixels_are_the_references()
    {
        using var scope = NewDisposeScope();
        var golden = GoldenDetection.Read("detr_postprocess.json");
        var predictions = new Predictions(GoldenDetection.Output(golden));
        var sizes = golden.GetProperty("target_sizes_h_w").EnumerateArray().Select(GoldenDetection.Integers).ToArray();

        foreach (var (expected, image) in golden.GetProperty("results").EnumerateArray().Select((r, i) => (r, i)))
        {
            var objects = predictions.Objects(image, width: sizes[image][1], height: sizes[image][0]);

            objects.Select(o => o.Category).Should().Equal(GoldenDetection.Integers(expected.GetProperty("labels")));
            Agree(objects.Select(o => o.Score), "scores");
            Agree(objects.SelectMany(o => new[] { o.Box.Left, o.Box.Top, o.Box.Right, o.Box.Bottom }), "boxes_xyxy");

            void Agree(IEnumerable<double> actual, string name) =>
                GoldenDetection.ShouldAgree(actual, GoldenDetection.Values(expected.GetProperty(name)).Select(v => (double)v), name);
        }
    }
}
