using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Models.Vit;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Models;

/// <summary>One training step's forward and backward pass through inverse modules, batch statistics included, against the reference.</summary>
public sealed class TrainingModeTests
{
    /// <summary>Gradients that are zero but for rounding: of biases that the batch norm after them takes away.</summary>
    private const double Cancelled = 1e-8;

    private static nn.Module<Tensor, Tensor> Module(string name) => name switch
    {
        "EnhancedVitBackbone" => new InverseVitBackbone(768, [256, 64, 16, 3], [2, 2, 2, 2]),
        "SwinBackbone" => new InverseSwinBackbone(128, [32, 3], [2, 2]),
        "PatchSplitting" => new PatchSplitting(24, 12),
        "LinearDecoderEnhanced" => new InverseDetrBackbone(InverseDetrBackboneSettings.LinearEnhanced()),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    [SkippableTheory]
    [InlineData("EnhancedVitBackbone")]
    [InlineData("SwinBackbone")]
    [InlineData("PatchSplitting")]
    [InlineData("LinearDecoderEnhanced")]
    public void Output_gradients_and_running_statistics_agree(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("algorithms/inverse_training_mode.json")));
        var golden = document.RootElement.GetProperty("cases").EnumerateArray().Single(entry => entry.GetProperty("class").GetString() == name);
        using var scope = NewDisposeScope();
        using var module = Module(name);
        DeterministicWeights.Fill(module);
        module.train();

        var input = Drawn(golden.GetProperty("input")).requires_grad_();
        var output = module.forward(input);
        var loss = nn.functional.mse_loss(output, Drawn(golden.GetProperty("target")));
        loss.backward();

        loss.item<float>().Should().BeApproximately(golden.GetProperty("loss").GetSingle(), 1e-7f);
        ShouldAgree(golden.GetProperty("output"), output);
        ShouldAgree(golden.GetProperty("gradient_of_input"), input.grad!);
        foreach (var gradient in golden.GetProperty("gradients").EnumerateArray())
            ShouldAgree(gradient, module.get_parameter(gradient.GetProperty("name").GetString()!)!.grad!);
        foreach (var buffer in golden.GetProperty("buffers_after").EnumerateArray())
            ShouldAgree(buffer, module.get_buffer(buffer.GetProperty("name").GetString()!)!);
    }

    private static Tensor Drawn(JsonElement input) => DeterministicWeights.Input(
        input.GetProperty("name").GetString()!,
        [.. input.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
        input.GetProperty("map").GetString()!);

    private static void ShouldAgree(JsonElement expected, Tensor actual)
    {
        var stage = GoldenModel.ParseStage(expected);
        var comparison = ParityCheck.Compare(stage, actual);
        if (Math.Max(Math.Abs(stage.Minimum), Math.Abs(stage.Maximum)) < Cancelled)
            comparison.Deviation.Should().BeLessThan(Cancelled, comparison.Stage);
        else
            comparison.Agrees.Should().BeTrue(comparison.ToString());
    }
}
