using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Tests.Models;

/// <summary>Forward and backward pass of a training step of whole networks, codebooks included, against the reference.</summary>
public sealed class TrainingStepTests
{
    [SkippableTheory]
    [InlineData("EnhancedFlatVQVAE", false)]
    [InlineData("EnhancedFlatVQVAE", true)]
    [InlineData("UnconditionedHVQVAE", false)]
    [InlineData("UnconditionedHVQVAE", true)]
    public void Losses_gradients_and_codebooks_agree(string name, bool rotation)
    {
        using var document = GoldenFile.Open("vqvae_training_step.json");
        var golden = document.RootElement.GetProperty("cases").EnumerateArray().Single(entry =>
            entry.GetProperty("class").GetString() == name && entry.GetProperty("rotation_trick").GetBoolean() == rotation);
        using var scope = NewDisposeScope();
        using var network = Network(golden, rotation);
        var pictures = golden.GetProperty("input").ToInput();

        var pass = network.Pass(pictures);
        var objective = pass.Objective(pictures, beta: 0.25);
        objective.backward();

        objective.item<float>().Should().BeApproximately(golden.GetProperty("total_loss").GetSingle(), 1e-6f);
        pass.QuantizationLoss.item<float>().Should().BeApproximately(golden.GetProperty("quantisation_loss").GetSingle(), 1e-6f);
        foreach (var (indices, expected) in pass.Indices.Zip(golden.GetProperty("indices").EnumerateArray()))
            indices.ShouldBe(expected, "indices");
        ShouldAgree(golden.GetProperty("reconstruction"), pass.Reconstruction);
        foreach (var gradient in golden.GetProperty("gradients").EnumerateArray())
            ShouldAgree(gradient, network.get_parameter(gradient.GetProperty("name").GetString()!)!.grad!);
        foreach (var buffer in golden.GetProperty("buffers_after").EnumerateArray())
            ShouldAgree(buffer, network.get_buffer(buffer.GetProperty("name").GetString()!)!);
    }

    private static VqVae Network(JsonElement golden, bool rotation)
    {
        int Size(string name) => golden.GetProperty(name).GetInt32();
        var network = VqVae.Create(new VqVaeSettings(Size("channel"), Size("n_res_channel"), Size("n_embed"),
            golden.GetProperty("class").GetString() == "UnconditionedHVQVAE" ? Size("n_embed") : null,
            new CodebookSettings(Size("embed_dim"), Gradient: rotation ? GradientEstimator.RotationTrick : GradientEstimator.StraightThrough),
            Size("embed_dim"), Size("n_res_block")), new Seed(0));
        DeterministicWeights.Fill(network);
        using var guard = no_grad();
        foreach (var (key, buffer) in network.named_buffers())
            if (key.EndsWith("embed_avg", StringComparison.Ordinal))
                buffer.copy_(network.get_buffer(key[..^"_avg".Length])!);
        return network;
    }

    private static void ShouldAgree(JsonElement expected, Tensor actual)
    {
        var comparison = ParityCheck.Compare(GoldenModel.ParseStage(expected), actual);
        comparison.Agrees.Should().BeTrue(comparison.ToString());
    }
}
