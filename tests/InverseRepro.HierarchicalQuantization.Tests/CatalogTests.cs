using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;

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
    public void The_paper_s_networks_have_its_bits_and_codes()
    {
        var every = HierarchicalQuantizationSettings.Arms[^1];
        Budget.Bits(HierarchicalQuantizationSettings.TwoLevel(Scale.Paper, every).Network, 256).Should().Be(51_200);
        HierarchicalQuantizationSettings.Matched(Scale.Paper, BudgetNotion.Bits, every).Network.Codes.Should().Be(5_793);
    }

    [Fact]
    public void Sweeps_start_at_the_smallest_and_name_each_value_once()
    {
        foreach (var settings in new[] { HierarchicalQuantizationSettings.SizesSweep(Scale.Micro), HierarchicalQuantizationSettings.WidthsSweep(Scale.Micro) })
            settings.Points.Select(point => point.Value).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }
}
