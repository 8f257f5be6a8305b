using InverseRepro.Checkpoints;
using InverseRepro.Engine;
using InverseRepro.Engine.Parity;
using InverseRepro.Vision.Metrics.Perceptual;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Tests.Perceptual;

public class LpipsTests
{
    /// <summary>
    /// Computed in float64 with PyTorch 1.13 by a script of its own after the definitions of LPIPS and torchvision: backbones
    /// filled by hash-v1, the published linear weights, pictures of golden/metrics/images.safetensors. The same script in
    /// float32 is within 5.4e-7 of them, relatively.
    /// </summary>
    public static TheoryData<string, LpipsVersion, string, string, double> Reference => new()
    {
        { "alexnet", LpipsVersion.V01, "gradient", "gradient.noise", 0.01263315 },
        { "alexnet", LpipsVersion.V01, "checker", "checker.box_blur", 0.0428905621 },
        { "alexnet", LpipsVersion.V01, "waves", "extremes", 0.128438523 },
        { "alexnet", LpipsVersion.V00, "gradient", "gradient.noise", 0.011676435 },
        { "alexnet", LpipsVersion.V00, "checker", "checker.box_blur", 0.0270260339 },
        { "alexnet", LpipsVersion.V00, "waves", "extremes", 0.0906824046 },
        { "vgg16", LpipsVersion.V01, "gradient", "gradient.noise", 0.0215650591 },
        { "vgg16", LpipsVersion.V01, "checker", "checker.box_blur", 0.0370063702 },
        { "vgg16", LpipsVersion.V01, "waves", "extremes", 0.156942046 },
        { "vgg16", LpipsVersion.V00, "gradient", "gradient.noise", 0.00901222161 },
        { "vgg16", LpipsVersion.V00, "checker", "checker.box_blur", 0.0119776919 },
        { "vgg16", LpipsVersion.V00, "waves", "extremes", 0.0641800577 },
        { "squeezenet", LpipsVersion.V01, "gradient", "gradient.noise", 0.0208408536 },
        { "squeezenet", LpipsVersion.V01, "checker", "checker.box_blur", 0.0338851406 },
        { "squeezenet", LpipsVersion.V01, "waves", "extremes", 0.146944301 },
        { "squeezenet", LpipsVersion.V00, "gradient", "gradient.noise", 0.0141881005 },
        { "squeezenet", LpipsVersion.V00, "checker", "checker.box_blur", 0.0190198758 },
        { "squeezenet", LpipsVersion.V00, "waves", "extremes", 0.0968839889 },
    };

    [SkippableTheory]
    [MemberData(nameof(Reference))]
    public void Distances_agree_with_the_reference(string backbone, LpipsVersion version, string one, string other, double expected)
    {
        using var images = CheckpointFile.Read(SharedFiles.Golden("metrics/images.safetensors"));
        using var lpips = Filled(backbone, version);
        lpips.Distance(Golden.Image(images, one), Golden.Image(images, other))[0].Should().BeApproximately(expected, 3e-6 * expected);
    }

    [SkippableFact]
    public void Images_are_measured_one_by_one_and_alike_in_any_order()
    {
        using var lpips = Filled("squeezenet", LpipsVersion.V01);
        var (a, b) = (Drawn("a", 18), Drawn("b", 18));
        var together = lpips.Distance(a, b);
        together[17].Should().BeApproximately(lpips.Distance(a.Slice(17, 1), b.Slice(17, 1))[0], 1e-6);
        together[3].Should().BeApproximately(lpips.Distance(b.Slice(3, 1), a.Slice(3, 1))[0], 1e-6);
        lpips.Distance(a, a).Should().OnlyContain(d => d == 0);
    }

    [SkippableFact]
    public void Gradients_reach_the_image_alone()
    {
        using var scope = NewDisposeScope();
        using var lpips = Filled("alexnet", LpipsVersion.V01);
        var image = Drawn("a", 1).ToTensor().requires_grad_();
        lpips.forward(image, Drawn("b", 1).ToTensor()).sum().backward();
        image.grad!.abs().sum().item<float>().Should().BeGreaterThan(0);
        lpips.parameters().All(weights => weights.grad is null).Should().BeTrue();
    }

    [SkippableFact]
    public void Images_too_small_for_the_network_are_refused()
    {
        using var lpips = Filled("alexnet", LpipsVersion.V01);
        var small = new ImageBatch(1, 3, 28, 28, new float[3 * 28 * 28]);
        lpips.Invoking(l => l.Distance(small, small)).Should().Throw<ArgumentException>()
            .WithMessage("LPIPS (alexnet) needs images of at least 31 pixels a side, not 28 × 28.");
    }

    private static ImageBatch Drawn(string name, int count) => ImageBatch.FromTensor(DeterministicWeights.Input(name, [count, 3, 32, 32], "u"));

    /// <summary>The published linear weights on a backbone of deterministic weights.</summary>
    private static Lpips Filled(string name, LpipsVersion version)
    {
        var backbone = new[] { LpipsBackbone.AlexNet, LpipsBackbone.Vgg16, LpipsBackbone.SqueezeNet }.Single(b => b.Name == name);
        var linear = SharedFiles.Data(Path.GetRelativePath("/", backbone.LinearFileUnder("/", version)));
        var lpips = new Lpips(backbone, version);
        DeterministicWeights.Fill(lpips.Tower);
        StateDictionary.Load(lpips.Linear, linear);
        return lpips;
    }
}
