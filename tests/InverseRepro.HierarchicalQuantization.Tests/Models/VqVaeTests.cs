using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Tests.Models;

public class VqVaeTests
{
    private static readonly VqVaeSettings Tiny = new(Width: 8, ResidualWidth: 4, Codes: 12, TopCodes: null,
        new CodebookSettings(CodeDim: 3, Reset: new DeadCodeReset(0.005, RelativeToMean: true)), EmbedDim: 5, ResidualBlocks: 1);

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void Batched_equals_single(int? topCodes)
    {
        using var scope = NewDisposeScope();
        using var network = VqVae.Create(Tiny with { TopCodes = topCodes }, new Seed(3));
        network.eval();
        var pictures = Pictures(3);
        var together = network.forward(pictures);
        var alone = cat([.. Enumerable.Range(0, 3).Select(i => network.forward(pictures.narrow(0, i, 1)))], 0);
        (together - alone).abs().max().item<float>().Should().BeLessThan(1e-6f);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void Training_repeats_itself_for_a_seed_and_differs_between_seeds(int? topCodes)
    {
        float[] Trained(ulong seed)
        {
            using var scope = NewDisposeScope();
            using var network = VqVae.Create(Tiny with { TopCodes = topCodes }, new Seed(seed));
            using var optimizer = optim.Adam(network.parameters(), 1e-2);
            var pictures = Pictures(4);
            for (var step = 0; step < 3; step++)
            {
                optimizer.zero_grad();
                network.Pass(pictures).Objective(pictures, beta: 0.25).backward();
                optimizer.step();
            }
            return [.. network.state_dict().Values.SelectMany(tensor => tensor.data<float>().ToArray())];
        }

        Trained(1).Should().Equal(Trained(1));
        Trained(1).Should().NotEqual(Trained(2));
    }

    [Fact]
    public void Usage_covers_the_whole_set_and_leaves_the_network_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var network = VqVae.Create(Tiny with { TopCodes = 7 }, new Seed(3));
        var before = network.Quantizers[0].Codebook.Counts.clone();

        var usage = network.Usage(new PictureSet(Pictures(5), new ImageDataSettings(ImageSource.ShapeScenes, 16, Channels: 3, Classes: 4, Train: 5, Select: 0, Report: 0)), batchSize: 2);

        usage.Select(level => level.Counts.Count).Should().Equal(12, 7);
        usage.Select(level => level.Counts.Sum()).Should().Equal(5 * 16, 5 * 4);
        network.training.Should().BeTrue();
        (network.Quantizers[0].Codebook.Counts - before).abs().max().item<float>().Should().Be(0);
    }

    [Fact]
    public void A_codebook_that_waits_for_k_means_refuses_to_be_evaluated()
    {
        using var network = VqVae.Create(Tiny with { Codebook = new CodebookSettings(5, CodebookInitialisation.KMeans) }, new Seed(3));
        network.eval();
        using var scope = NewDisposeScope();
        FluentActions.Invoking(() => network.forward(Pictures(1))).Should().Throw<InvalidOperationException>().WithMessage("*first training batch*");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void Parameters_are_as_many_as_the_budget_counts(int? topCodes)
    {
        var settings = Tiny with { TopCodes = topCodes };
        using var network = VqVae.Create(settings, new Seed(0));
        network.parameters().Sum(parameter => parameter.numel()).Should().Be(Budget.Parameters(settings));
    }

    private static Tensor Pictures(int count) => rand([count, 3, 16, 16], generator: new Generator(5));
}
