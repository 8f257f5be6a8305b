using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.PredictiveCoding.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Tests.Training;

/// <summary>Three steps of the reference's update with three optimisers: losses, gradients left behind and parameters afterwards.</summary>
public sealed class GoldenUpdateTests
{
    [SkippableTheory]
    [InlineData("SGD")]
    [InlineData("Adam")]
    public void Accumulated_routing_follows_the_published_code_for_three_steps(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("algorithms/cre_optims_step.json")));
        var golden = document.RootElement.GetProperty("cases").EnumerateArray().Single(entry => entry.GetProperty("optimiser").GetString() == name);
        using var scope = NewDisposeScope();
        using var network = Small(golden.GetProperty("latent_dim").GetInt32());
        using var training = new TradeOffTraining(network, golden.GetProperty("trade_off").GetDouble(),
            Optimiser(name, golden.GetProperty("lr").GetDouble()), GradientRouting.Accumulated);
        var images = Drawn(golden.GetProperty("x"));
        var labels = tensor(golden.GetProperty("labels").EnumerateArray().Select(label => label.GetInt64()).ToArray());
        var gradients = new Dictionary<string, double>();

        foreach (var step in golden.GetProperty("steps").EnumerateArray())
        {
            Accuracy(network, images, labels).Should().BeApproximately(step.GetProperty("accuracy").GetDouble(), 1e-6);
            var loss = training.Update(images, images, labels);
            ShouldBe(loss.Reconstruction, step.GetProperty("reconstruction_loss"));
            ShouldBe(loss.Classification, step.GetProperty("classification_loss"));
            ShouldBe(loss.Mixture(), step.GetProperty("loss"));
            foreach (var gradient in step.GetProperty("gradients_left_after_the_step").EnumerateArray())
                ShouldAgree(AsRoundedSoFar(gradient, gradients), network.get_parameter(gradient.GetProperty("name").GetString()!)!.grad!);
            foreach (var parameter in step.GetProperty("parameters_after_the_step").EnumerateArray())
                ShouldAgree(GoldenModel.ParseStage(parameter), network.get_parameter(parameter.GetProperty("name").GetString()!)!);
        }
    }

    private static Cre Small(int latent)
    {
        var network = new Cre(new FcEncoder(FcWidths.Encoder(Complexity.Small, 784, latent)),
            new FcDecoder(FcWidths.Decoder(Complexity.Small, 784, latent), [1, 28, 28]), new FcClassifier(FcWidths.Classifier(Complexity.Small, latent)));
        DeterministicWeights.Fill(network);
        return network;
    }

    private static Func<IEnumerable<Parameter>, optim.Optimizer> Optimiser(string name, double rate) => name switch
    {
        "SGD" => parameters => optim.SGD(parameters, rate),
        "Adam" => parameters => optim.Adam(parameters, rate),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static Tensor Drawn(JsonElement input)
    {
        var drawn = DeterministicWeights.Input(input.GetProperty("name").GetString()!,
            [.. input.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], input.GetProperty("map").GetString()!);
        return (drawn - input.GetProperty("normalise").GetProperty("mean")[0].GetDouble()) / input.GetProperty("normalise").GetProperty("std")[0].GetDouble();
    }

    private static double Accuracy(CreNetwork network, Tensor images, Tensor labels) =>
        network.forward(images).Logits.argmax(1).eq(labels).to(ScalarType.Float32).mean().item<float>();

    private static void ShouldBe(Tensor actual, JsonElement expected) =>
        actual.item<float>().Should().BeApproximately(expected.GetSingle(), 1e-6f);

    // A gradient of a later step is a function of parameters that the earlier ones rounded: as it shrinks, its rounding errors do not.
    private static GoldenStage AsRoundedSoFar(JsonElement gradient, Dictionary<string, double> largest)
    {
        var stage = GoldenModel.ParseStage(gradient);
        largest[stage.Name] = Math.Max(largest.GetValueOrDefault(stage.Name), Math.Max(Math.Abs(stage.Minimum), Math.Abs(stage.Maximum)));
        return stage with { Float64Difference = 1e-6 * largest[stage.Name] };
    }

    private static void ShouldAgree(GoldenStage expected, Tensor actual)
    {
        var comparison = ParityCheck.Compare(expected, actual);
        comparison.Agrees.Should().BeTrue(comparison.ToString());
    }
}
