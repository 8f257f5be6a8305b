using System.Text.Json;
using InverseRepro.FeatureInversion.Training.Detection;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Training.Detection;

public class SetCriterionTests
{
    private static readonly HungarianMatcher Matcher = new();

    public static TheoryData<string> Cases { get; } = ["set1.mixed", "set1.single", "set1.all_empty"];

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Costs_and_matches_are_the_references(string name)
    {
        var problem = Problem(name);
        var targets = GoldenDetection.Targets(problem);
        // The reference also compares each image's queries with the objects of the others.
        var everything = new DetectionTarget([.. targets.SelectMany(t => t.Labels)], [.. targets.SelectMany(t => t.Boxes)]);

        foreach (var layer in problem.GetProperty("layers").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            var output = GoldenDetection.Output(layer);
            var predictions = new Predictions(output);
            var costs = Enumerable.Range(0, targets.Count).SelectMany(image => Matcher.Costs(predictions, image, everything).Cast<double>());
            GoldenDetection.ShouldAgree(costs, GoldenDetection.Values(layer.GetProperty("cost_matrix_batch_queries_by_all_targets")).Select(v => (double)v), name);

            var matches = Matcher.Match(output, targets);
            foreach (var (expected, image) in layer.GetProperty("matched").EnumerateArray().Select((m, i) => (m, i)))
                matches[image].Should().Equal(
                    GoldenDetection.Integers(expected.GetProperty("queries")).Zip(GoldenDetection.Integers(expected.GetProperty("targets"))));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Every_loss_and_its_gradients_are_the_references(string name)
    {
        using var scope = NewDisposeScope();
        var problem = Problem(name);
        JsonElement[] golden = [.. problem.GetProperty("layers").EnumerateArray()];
        DetectionOutput[] layers = [.. golden.Select(layer => GoldenDetection.Output(layer, gradients: true))];

        var losses = Criterion(problem).Of(layers, GoldenDetection.Targets(problem));
        losses.Total.backward();

        var expected = problem.GetProperty("losses").EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetDouble());
        losses.Parts.Keys.Should().BeEquivalentTo(expected.Keys);
        GoldenDetection.ShouldAgree(expected.Keys.Select(key => (double)losses.Parts[key].item<float>()), expected.Values, name);
        GoldenDetection.ShouldAgree([losses.Total.item<float>()], [problem.GetProperty("weighted_total").GetDouble()], name);
        foreach (var (layer, golds) in layers.Zip(golden))
        {
            ShouldAgree(layer.Logits.grad!, golds.GetProperty("grad_pred_logits"), name);
            ShouldAgree(layer.Boxes.grad!, golds.GetProperty("grad_pred_boxes"), name);
        }
    }

    [Fact]
    public void A_prediction_that_is_not_a_number_is_refused()
    {
        using var scope = NewDisposeScope();
        var output = new DetectionOutput(full([1, 2, 3], float.NaN), full([1, 2, 4], 0.5f));

        var match = () => Matcher.Match(output, [new DetectionTarget([0], [new(0.1, 0.1, 0.2, 0.2)])]);

        match.Should().Throw<ArgumentException>().WithMessage("The cost of row 0 and column 0 is NaN*");
    }

    private static SetCriterion Criterion(JsonElement problem)
    {
        var weights = problem.GetProperty("matcher_costs");
        return new SetCriterion(
            new HungarianMatcher(weights.GetProperty("class").GetDouble(), weights.GetProperty("bbox").GetDouble(), weights.GetProperty("giou").GetDouble()),
            problem.GetProperty("eos_coef").GetDouble());
    }

    private static JsonElement Problem(string name) =>
        GoldenDetection.Read("detr_criterion.json").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    private static void ShouldAgree(Tensor actual, JsonElement expected, string because) => GoldenDetection.ShouldAgree(
        actual.contiguous().data<float>().ToArray().Select(v => (double)v), GoldenDetection.Values(expected).Select(v => (double)v), because);
}
