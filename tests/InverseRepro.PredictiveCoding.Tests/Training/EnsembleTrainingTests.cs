using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Cnn;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.PredictiveCoding.Training;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Tests.Training;

public sealed class EnsembleTrainingTests
{
    private const int Batch = 16, Pixels = 196, Steps = 20;

    private static Cre Member(int seed, Complexity complexity = Complexity.Medium)
    {
        var network = new Cre(new FcEncoder(FcWidths.Encoder(complexity, Pixels, 4)), new FcDecoder(FcWidths.Decoder(complexity, Pixels, 4), [1, 14, 14]),
            new FcClassifier(FcWidths.Classifier(complexity, 4)));
        Initialise.TorchDefaults(network, new Seed((ulong)seed));
        return network;
    }

    private static double TradeOff(int seed) => seed % 5 / 4.0;

    private static Tensor Images(int seed, int step)
    {
        using var generator = new Seed((ulong)seed).Derive("images", step).Generator();
        return rand([Batch, 1, 14, 14], generator: generator) * 2 - 1;
    }

    private static Tensor Labels(int seed) => arange(Batch, dtype: ScalarType.Int64).add(seed).remainder(10);

    /// <summary>All weights of the first seed's member after training together with the others.</summary>
    private static float[] Trained(params int[] seeds)
    {
        using var scope = NewDisposeScope();
        var members = seeds.Select(seed => Member(seed)).ToArray();
        using var ensemble = new FcEnsemble(members);
        using var training = new EnsembleTraining(ensemble, [.. seeds.Select(TradeOff)], parameters => optim.Adam(parameters, 1e-3));
        var labels = stack([.. seeds.Select(Labels)]);
        for (var step = 0; step < Steps; step++)
        {
            var images = stack([.. seeds.Select(seed => Images(seed, step).flatten(1))]);
            training.Update(images, images, labels);
        }
        ensemble.CopyTo(members);
        return Weights(members[0]);
    }

    private static float[] Weights(Cre network) => cat([.. network.parameters().Select(p => p.detach().flatten())], 0).data<float>().ToArray();

    private static float Deviation(float[] first, float[] second) => first.Zip(second, (a, b) => Math.Abs(a - b)).Max();

    [Fact]
    public void A_member_is_itself_alone_and_among_others() => Deviation(Trained(3, 1, 2, 4, 5, 6, 7), Trained(3)).Should().BeLessThan(1e-5f);

    [Fact]
    public void Neighbours_do_not_change_a_bit_of_a_member() => Trained(3, 1, 2, 4).Should().Equal(Trained(3, 11, 12, 13));

    [Fact]
    public void A_member_learns_as_its_network_does_alone()
    {
        using var scope = NewDisposeScope();
        using var network = Member(3);
        using var training = new TradeOffTraining(network, TradeOff(3), parameters => optim.Adam(parameters, 1e-3));
        for (var step = 0; step < Steps; step++)
            training.Update(Images(3, step), Images(3, step), Labels(3));
        Deviation(Weights(network), Trained(3, 1, 2)).Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void Members_of_different_architectures_are_refused()
    {
        using Cre small = Member(1, Complexity.Small), medium = Member(1);
        using var convolutional = new Cre(new CnnEncoder(1, CnnEncoder.Small), new CnnDecoder(16, CnnDecoder.Small), new SmallCnnClassifier());
        foreach (var members in new Cre[][] { [small, medium], [convolutional], [] })
        {
            var act = () => new FcEnsemble(members);
            act.Should().Throw<ArgumentException>().WithMessage("An ensemble needs members that are fully connected and of one architecture.*");
        }
    }
}
