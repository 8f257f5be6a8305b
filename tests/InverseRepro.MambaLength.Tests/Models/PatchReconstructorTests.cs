using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Models.Mamba;
using InverseRepro.MambaLength.Models.Transformer;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Tests.Models;

public class PatchReconstructorTests
{
    private static readonly TransformerSettings Transformer = new(8, 2, 2, 1, 1, Sample.PatchSize, LayerScaleInit: 0.1);

    private static readonly Dictionary<string, Func<PatchReconstructor>> Networks = new()
    {
        ["mamba"] = () => new FoveatedMamba(new FoveatedMambaSettings(MambaSettings.Of(8, 2, 4), 1, Sample.PatchSize, 8, HasLengthToken: true)),
        ["encoder-decoder"] = () => new TransformerEncoderDecoder(Transformer with { EncoderDepth = 1 }),
        ["sequential"] = () => new TransformerSequential(Transformer),
        ["deep set"] = () => new DeepSet(new DeepSetSettings(8, 16, 1, Sample.PatchSize, 8)),
    };

    [Theory]
    [InlineData("mamba")]
    [InlineData("encoder-decoder")]
    [InlineData("sequential")]
    [InlineData("deep set")]
    public void Training_repeats_itself_and_lowers_the_error(string name)
    {
        var (once, again) = (Train(name), Train(name));

        again.Should().Equal(once);
        once[^1].Should().BeLessThan(0.95 * once[0]);
    }

    [Theory]
    [InlineData("mamba", false)]
    [InlineData("encoder-decoder", true)]
    [InlineData("sequential", true)]
    [InlineData("deep set", true)]
    public void Only_the_recurrent_network_notices_the_order_of_patches(string name, bool isInvariant)
    {
        using var guard = no_grad();
        var network = Drawn(name);
        var sample = Sample.Draw(new Seed(5), batch: 2, length: 6, queries: 3);
        var order = tensor(new long[] { 3, 5, 0, 1, 4, 2 });

        var one = network.forward(sample.Patches, sample.At, sample.Queries);
        var other = network.forward(sample.Patches.index_select(1, order), sample.At.index_select(1, order), sample.Queries);

        ((one - other).abs().max().item<float>() < 1e-6).Should().Be(isInvariant);
    }

    private static List<double> Train(string name)
    {
        var network = Drawn(name);
        var sample = Sample.Draw(new Seed(7), batch: 8, length: 6, queries: 6);
        var optimiser = optim.Adam(network.parameters(), 1e-2);
        var losses = new List<double>();
        for (var step = 0; step < 25; step++)
        {
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            var loss = nn.functional.mse_loss(network.forward(sample.Patches, sample.At, sample.Queries), sample.Targets);
            loss.backward();
            optimiser.step();
            losses.Add(loss.item<float>());
        }
        return losses;
    }

    private static PatchReconstructor Drawn(string name)
    {
        var network = Networks[name]();
        InitialWeights.Draw(network, new Seed(1));
        return network;
    }
}
