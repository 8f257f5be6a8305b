using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Cnn;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.PredictiveCoding.Models.Vit;
using InverseRepro.PredictiveCoding.Training;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Tests.Training;

/// <summary>The routed backward pass against one backward pass for each loss.</summary>
public sealed class GradientRoutingTests
{
    private const int Batch = 6;

    private static CreNetwork Network(string kind)
    {
        CreNetwork network = kind switch
        {
            "fc" => new Cre(new FcEncoder(FcWidths.Encoder(Complexity.Large, 196, 5)), new FcDecoder(FcWidths.Decoder(Complexity.Large, 196, 5), [1, 14, 14]),
                new FcClassifier(FcWidths.Classifier(Complexity.Medium, 5))),
            "cnn" => new Cre(new CnnEncoder(1, CnnEncoder.Small), new CnnDecoder(16, CnnDecoder.Small), new SmallCnnClassifier()),
            "vit" => new CreVit(new CreVitSettings(14, 7, 1, 8, 1, 2, 12, 1, 3)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        Initialise.TorchDefaults(network, new Seed(3));
        return network;
    }

    [Theory]
    [InlineData("fc", 0.3, GradientRouting.Exact)]
    [InlineData("fc", 0, GradientRouting.Exact)]
    [InlineData("fc", 1, GradientRouting.Exact)]
    [InlineData("fc", 0.3, GradientRouting.Accumulated)]
    [InlineData("cnn", 0.9, GradientRouting.Exact)]
    [InlineData("vit", 0.4, GradientRouting.Exact)]
    public void Each_part_gets_the_gradient_of_its_own_loss(string kind, double tradeOff, GradientRouting routing)
    {
        using var scope = NewDisposeScope();
        using var network = Network(kind);
        var side = kind == "cnn" ? 28 : 14;
        using var generator = new Seed(5).Generator();
        var images = rand([Batch, 1, side, side], generator: generator) * 2 - 1;
        var labels = tensor([0L, 1, 2, 3, 4, 5]);
        var quirk = routing == GradientRouting.Accumulated;
        var expected = Gradients("decoder", loss => loss.Reconstruction * (quirk ? 1 + tradeOff : 1))
            .Concat(Gradients("classifier", loss => loss.Classification * (quirk ? 2 - tradeOff : 1)))
            .Concat(Gradients("encoder", loss => loss.Mixture())).ToDictionary();

        using var training = new TradeOffTraining(network, tradeOff, parameters => optim.SGD(parameters, 0.0), routing);
        training.Update(images, images, labels);
        foreach (var (name, parameter) in network.named_parameters().Where(p => expected.ContainsKey(p.name)))
            (parameter.grad! - expected[name]).abs().max().item<float>()
                .Should().BeLessThan(1e-6f + 1e-5f * expected[name].abs().max().item<float>(), name);

        Dictionary<string, Tensor> Gradients(string part, Func<TradeOffLoss, Tensor> choose)
        {
            network.zero_grad();
            choose(TradeOffLoss.Of(network.forward(images), images, labels, tradeOff)).backward();
            return network.named_parameters().Where(p => p.name.StartsWith(part, StringComparison.Ordinal) && p.parameter.grad is not null)
                .ToDictionary(p => p.name, p => p.parameter.grad!.clone());
        }
    }

    [Fact]
    public void An_encoder_trained_for_classification_alone_ignores_the_targets()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Trained(targets: 0.5), Trained(targets: -0.5));
        first.Encoder.Should().Equal(second.Encoder);
        first.Decoder.Should().NotEqual(second.Decoder);

        static (float[] Encoder, float[] Decoder) Trained(double targets)
        {
            using var network = Network("fc");
            using var training = new TradeOffTraining(network, 0, parameters => optim.Adam(parameters, 1e-3));
            var images = ones([Batch, 1, 14, 14]) * 0.1;
            for (var step = 0; step < 3; step++)
                training.Update(images, ones_like(images) * targets, tensor([0L, 1, 2, 3, 4, 5]));
            return (Values("encoder.linear_1.weight"), Values("decoder.linear_1.weight"));

            float[] Values(string name) => network.get_parameter(name)!.detach().data<float>().ToArray();
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_trade_off_beyond_its_range_is_refused(double tradeOff)
    {
        using var network = Network("fc");
        var act = () => new TradeOffTraining(network, tradeOff, parameters => optim.SGD(parameters, 0.1));
        act.Should().Throw<ArgumentOutOfRangeException>();
    }
}
