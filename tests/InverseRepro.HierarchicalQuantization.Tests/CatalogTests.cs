using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;

namespace InverseRepro.HierarchicalQuantization.Tests;

public sealed class CatalogTests
{
    [Fact]
    public void Every_required_cell_is_defined()
    {
        foreach (var experiment in HierarchicalQuantizationCatalog.Experiments)
            foreach (var (scale, variant) in experiment.Variants)
                foreach (var required in experiment.Requirements(scale, variant).OfType<Requirement.Cell>())
                    HierarchicalQuantizationCatalog.Experiments.Single(e => e.Name == required.Experiment).Has(scale, required.Variant)
                        .Should().BeTrue("{0}@{1} needs {2}", experiment.Name, variant, required);
    }

    [Theory]
    [InlineData(Scale.Micro)]
    [InlineData(Scale.Real)]
    [InlineData(Scale.Gpu)]
    [InlineData(Scale.Paper)]
    public void Compared_networks_spend_the_same_budget(Scale scale)
    {
        var every = HierarchicalQuantizationSettings.Arms[^1];
        var two = HierarchicalQuantizationSettings.TwoLevel(scale, every).Network;
        var single = HierarchicalQuantizationSettings.Matched(scale, BudgetNotion.BitsAndParameters, every).Network;
        var side = HierarchicalQuantizationSettings.TwoLevel(scale, every).Data.ImageSize;
        var (bits, parameters) = (Budget.Bits(two, side), (double)Budget.Parameters(two));
        Budget.Bits(single, side).Should().BeApproximately(bits, 0.01 * bits);
        ((double)Budget.Parameters(single)).Should().BeApproximately(parameters, 0.05 * parameters);
        foreach (var percent in HierarchicalQuantizationSettings.TopSharesAt(scale))
            Budget.Bits(HierarchicalQuantizationSettings.WithTopShare(scale, percent).Network, side).Should().BeApproximately(bits, 0.01 * bits);
    }

    [Fact]
    public void Every_cell_declares_what_it_is_expected_to_take()
    {
        foreach (var experiment in HierarchicalQuantizationCatalog.Experiments)
            foreach (var (scale, variant) in experiment.Variants)
            {
                var cost = experiment.Expected(scale, variant);
                cost.Should().NotBeNull("{0}@{1} at {2}", experiment.Name, variant, scale);
                cost!.Seconds.Should().BePositive().And.BeLessThan(1e6);
                cost.PeakBytes.Should().BeLessThan(scale switch { Scale.Micro or Scale.Real => 2L << 30, _ => 128L << 30 }, "{0}@{1} at {2}", experiment.Name, variant, scale);
            }
    }

    [Fact]
    public void At_scale_gpu_levels_are_compared_on_photographs_too()
    {
        var networks = HierarchicalQuantizationSettings.TrainedOnPhotographs(Scale.Gpu).ToDictionary(n => n.Variant, n => n.Settings);
        var (two, one) = (networks["photographs-two-level"], networks["photographs-bits-and-parameters"]);
        Budget.Bits(one.Network, one.Data.ImageSize).Should().BeApproximately(Budget.Bits(two.Network, two.Data.ImageSize), 0.01 * Budget.Bits(two.Network, two.Data.ImageSize));
        (one.Data, one.Training).Should().Be((two.Data, two.Training));
        var training = HierarchicalQuantizationCatalog.Experiments.Single(experiment => experiment.Name == "train-vqvae");
        foreach (var variant in networks.Keys)
            training.Requirements(Scale.Gpu, variant).OfType<Requirement.Data>().Should().Contain(data => data.Name == "imagenet-sample");
    }

    [Theory]
    [InlineData(128, 64, null, 256, 3.456)]
    [InlineData(128, 64, 1024, 256, 4.211)]
    public void Multiply_accumulates_follow_the_geometry(int width, int residualWidth, int? topCodes, int side, double gigaMacs) =>
        (Convolution.Of(new VqVaeSettings(width, residualWidth, 1024, topCodes, new CodebookSettings(CodeDim: 64))).Sum(c => c.Macs(side)) / 1e9)
            .Should().BeApproximately(gigaMacs, 0.001);

    [Fact]
    public void The_paper_s_networks_have_its_bits_and_codes()
    {
        var every = HierarchicalQuantizationSettings.Arms[^1];
        Budget.Bits(HierarchicalQuantizationSettings.TwoLevel(Scale.Paper, every).Network, 256).Should().Be(51_200);
        HierarchicalQuantizationSettings.Matched(Scale.Paper, BudgetNotion.Bits, every).Network.Codes.Should().Be(5_793);
    }

    [Fact]
    public void Sweeps_start_at_the_smallest_and_name_each_value_once()
    {
        foreach (var settings in new[]
        {
            HierarchicalQuantizationSettings.SizesSweep(Scale.Real),
            HierarchicalQuantizationSettings.WidthsSweep(Scale.Real, HierarchicalQuantizationSettings.Widths),
            HierarchicalQuantizationSettings.WidthsSweep(Scale.Real, HierarchicalQuantizationSettings.Projections),
        })
            settings.Points.Select(point => point.Value).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }
}
