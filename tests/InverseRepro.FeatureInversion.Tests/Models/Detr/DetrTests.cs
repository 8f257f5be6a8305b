using InverseRepro.Engine;
using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Detr;
using TorchSharp;
using static TorchSharp.torch;
using Network = InverseRepro.FeatureInversion.Models.Detr.Detr;

namespace InverseRepro.FeatureInversion.Tests.Models.Detr;

public sealed class DetrTests : IDisposable
{
    private const double Float32 = 3e-6; // relative to the largest value
    private static readonly DetrSettings Micro = new(new ConvStemSettings([8, 16, 16]), NumClasses: 4, NumQueries: 5, HiddenDim: 16, NumHeads: 2,
        EncoderLayers: 2, DecoderLayers: 2, DimFeedforward: 32);
    private static readonly DetrSettings Tiny = Micro with { Backbone = ResNetSettings.Named("resnet18") };

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Images_in_a_batch_are_computed_as_each_alone_with_its_padding()
    {
        using var network = Evaluated(Tiny);
        var samples = NestedTensor.Of([Image(0, 64, 96), Image(1, 80, 64)]);
        using var noGrad = no_grad();
        var together = network.Represent(samples);
        for (var i = 0; i < 2; i++)
        {
            var alone = network.Represent(new NestedTensor(samples.Tensors.narrow(0, i, 1), samples.Mask.narrow(0, i, 1)));
            foreach (var name in new[] { "backbone.layer4", "pred_logits", "pred_boxes" })
                Deviation(together[name].narrow(0, i, 1), alone[name]).Should().BeLessThan(Float32, name);
        }
    }

    [Fact]
    public void Padding_does_not_leak_through_a_backbone_that_maps_zeros_to_zeros()
    {
        using var network = Evaluated(Micro with { Backbone = new ConvStemSettings([8, 16, 16], BatchNorm: false) });
        using var noGrad = no_grad();
        foreach (var (key, bias) in network.named_parameters())
            if (key.StartsWith("backbone.", StringComparison.Ordinal) && key.EndsWith(".bias", StringComparison.Ordinal))
                bias.zero_();
        var images = new[] { Image(0, 64, 96), Image(1, 80, 64) };
        var padded = network.Represent(NestedTensor.Of(images));
        for (var i = 0; i < 2; i++)
        {
            var alone = network.Represent(images[i].unsqueeze(0));
            foreach (var name in new[] { "pred_logits", "pred_boxes" })
                Deviation(padded[name].narrow(0, i, 1), alone[name]).Should().BeLessThan(Float32, name);
        }
    }

    [Fact]
    public void Padded_tokens_change_neither_the_other_tokens_nor_the_queries()
    {
        using var transformer = new Transformer(Micro);
        DeterministicWeights.Fill(transformer);
        transformer.eval();
        using var noGrad = no_grad();
        Tensor Input(string name, params long[] shape) => DeterministicWeights.Input(name, shape, "s");
        var (tokens, pos, queries) = (Input("tokens", 6, 2, 16), Input("pos", 6, 2, 16), Input("queries", 5, 2, 16));
        var padding = zeros([2, 6], ScalarType.Bool);
        padding[1].narrow(0, 4, 2).fill_(true);
        (Tensor Memory, Tensor Outputs) Run(Tensor x)
        {
            var memory = transformer.Encoder.forward(x, padding, pos);
            return (memory, transformer.Decoder.Represent(memory, padding, pos, queries, Engine.Staging.Features.None));
        }

        var (memory, outputs) = Run(tokens);
        var other = tokens.clone();
        other.narrow(0, 4, 2).select(1, 1).fill_(1e3);
        var (otherMemory, otherOutputs) = Run(other);
        Deviation(otherMemory.narrow(0, 0, 4), memory.narrow(0, 0, 4)).Should().Be(0);
        Deviation(otherMemory.select(1, 0), memory.select(1, 0)).Should().Be(0);
        Deviation(otherOutputs, outputs).Should().Be(0);
    }

    [Fact]
    public void Every_second_pixel_of_the_dilated_backbone_is_the_undilated_one()
    {
        using var plain = ResNetSettings.Named("resnet50").Build();
        using var dilated = ResNetSettings.Named("resnet50", dilation: true).Build();
        DeterministicWeights.Fill(plain);
        dilated.load_state_dict(plain.state_dict());
        using var noGrad = no_grad();
        var image = Image(0, 64, 96).unsqueeze(0);
        var expected = plain.forward(image);
        var actual = dilated.forward(image);
        actual.shape.Should().Equal(1, 2048, 4, 6); // stride 16
        Deviation(actual.slice(2, 0, 4, 2).slice(3, 0, 6, 2), expected).Should().BeLessThan(Float32);
    }

    [Fact]
    public void Two_convolution_blocks_cannot_be_dilated() =>
        FluentActions.Invoking(() => ResNetSettings.Named("resnet18", dilation: true)).Should().Throw<ArgumentException>()
            .WithMessage("resnet18 cannot be dilated: only blocks of three convolutions can*");

    [Fact]
    public void A_small_network_with_a_convolutional_stem_learns_in_every_parameter()
    {
        using var network = new Network(Micro);
        DeterministicWeights.Fill(network);
        network.train();
        var f = network.Represent(stack([Image(0, 64, 64), Image(1, 64, 64)]));
        f["class_embed(hs)"].shape.Should().Equal(2, 2, 5, 5);
        f["bbox_embed(hs).sigmoid"].shape.Should().Equal(2, 2, 5, 4);
        (f["class_embed(hs)"].square().sum() + f["bbox_embed(hs).sigmoid"].square().sum()).backward();
        network.named_parameters().Where(p => p.parameter.grad is null || p.parameter.grad.abs().sum().item<float>() == 0)
            .Select(p => p.name).Should().BeEmpty();
    }

    [Fact]
    public void Gradients_pass_through_frozen_norms_and_leave_them_alone()
    {
        using var network = new Network(Tiny);
        DeterministicWeights.Fill(network);
        network.train();
        network.forward(Image(0, 64, 64).unsqueeze(0)).square().sum().backward();
        var backbone = network.named_parameters().Where(p => p.name.StartsWith("backbone.", StringComparison.Ordinal)).ToArray();
        backbone.Should().HaveCount(20).And.OnlyContain(p => p.parameter.grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void Counters_of_batches_in_a_checkpoint_are_ignored()
    {
        using var network = new Network(Tiny);
        var weights = network.state_dict();
        foreach (var key in weights.Keys.Where(key => key.EndsWith(".running_var", StringComparison.Ordinal)).ToArray())
            weights.Add(key.Replace("running_var", "num_batches_tracked", StringComparison.Ordinal), zeros([], ScalarType.Int64));
        var file = Path.GetTempFileName();
        try
        {
            StateDictionary.Save(weights, file);
            FluentActions.Invoking(() => StateDictionary.Load(network, file)).Should().NotThrow();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Network Evaluated(DetrSettings settings)
    {
        var network = new Network(settings);
        DeterministicWeights.Fill(network);
        network.eval();
        return network;
    }

    private static Tensor Image(int index, long height, long width) => DeterministicWeights.Input($"input.{index}", [3, height, width], "s", 2);

    /// <summary>The largest difference, relative to the largest value.</summary>
    private static double Deviation(Tensor actual, Tensor expected) =>
        (actual - expected).abs().max().item<float>() / expected.abs().max().item<float>();
}
