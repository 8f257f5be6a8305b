using System.Text.Json;
using InverseRepro.Engine.Parity;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests.Parity;

/// <summary>One training step's forward and backward pass through batch normalisation, against the reference.</summary>
public sealed class TrainingModeTests
{
    private static Sequential Decoder() => nn.Sequential(
        ("up_conv_1", nn.ConvTranspose2d(768, 256, 2, stride: 2)), ("bn_1", nn.BatchNorm2d(256)), ("relu_1", nn.ReLU()),
        ("up_conv_2", nn.ConvTranspose2d(256, 64, 2, stride: 2)), ("bn_2", nn.BatchNorm2d(64)), ("relu_2", nn.ReLU()),
        ("up_conv_3", nn.ConvTranspose2d(64, 16, 2, stride: 2)), ("bn_3", nn.BatchNorm2d(16)), ("relu_3", nn.ReLU()),
        ("up_conv_4", nn.ConvTranspose2d(16, 3, 2, stride: 2)), ("sig_4", nn.Sigmoid()));

    private static Tensor Drawn(JsonElement input) => DeterministicWeights.Input(
        input.GetProperty("name").GetString()!,
        [.. input.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
        input.GetProperty("map").GetString()!);

    private static void ShouldAgree(JsonElement expected, Tensor actual)
    {
        var comparison = ParityCheck.Compare(GoldenModel.ParseStage(expected), actual);
        comparison.Agrees.Should().BeTrue(comparison.ToString());
    }

    [SkippableFact]
    public void Output_gradients_and_running_statistics_agree()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("algorithms/inverse_training_mode.json")));
        var golden = document.RootElement.GetProperty("cases").EnumerateArray()
            .Single(entry => entry.GetProperty("class").GetString() == "EnhancedVitBackbone");
        using var scope = NewDisposeScope();
        using var decoder = Decoder();
        DeterministicWeights.Fill(decoder);

        var tokens = Drawn(golden.GetProperty("input")).requires_grad_(); // N×L×D, class token first
        var features = tokens.narrow(1, 1, 14 * 14).transpose(1, 2).reshape(2, 768, 14, 14).contiguous(); // N×D×H×W
        var output = decoder.call(features);
        var loss = nn.functional.mse_loss(output, Drawn(golden.GetProperty("target")));
        loss.backward();

        loss.item<float>().Should().BeApproximately(golden.GetProperty("loss").GetSingle(), 1e-7f);
        ShouldAgree(golden.GetProperty("output"), output);
        ShouldAgree(golden.GetProperty("gradient_of_input"), tokens.grad!);
        foreach (var gradient in golden.GetProperty("gradients").EnumerateArray())
        {
            var name = gradient.GetProperty("name").GetString()!;
            var actual = decoder.get_parameter(name)!.grad!;
            if (name is "up_conv_1.bias" or "up_conv_2.bias" or "up_conv_3.bias") // cancelled by the norm that follows
                actual.abs().max().item<float>().Should().BeLessThan(1e-8f);
            else
                ShouldAgree(gradient, actual);
        }
        foreach (var buffer in golden.GetProperty("buffers_after").EnumerateArray())
            ShouldAgree(buffer, decoder.get_buffer(buffer.GetProperty("name").GetString()!)!);
    }
}
