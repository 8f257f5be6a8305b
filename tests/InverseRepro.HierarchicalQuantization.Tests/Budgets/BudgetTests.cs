using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;

namespace InverseRepro.HierarchicalQuantization.Tests.Budgets;

public class BudgetTests
{
    [Fact]
    public void Bits_of_the_published_networks_at_256_pixels()
    {
        Budget.Bits(Network(128, 64, codes: 1024, topCodes: 1024), imageSize: 256).Should().Be(51_200);
        Budget.Bits(Network(128, 64, codes: 1024), imageSize: 256).Should().Be(40_960);
    }

    [Theory]
    [InlineData(128, 64, false, 0.827)]
    [InlineData(144, 72, false, 1.034)]
    [InlineData(160, 80, false, 1.264)]
    [InlineData(128, 32, true, 1.098)]
    [InlineData(128, 64, true, 1.343)]
    [InlineData(144, 72, true, 1.659)]
    public void Parameters_of_the_published_networks(int width, int residualWidth, bool hierarchical, double millions) =>
        (Budget.Parameters(Network(width, residualWidth, 1024, hierarchical ? 1024 : null)) / 1e6).Should().BeApproximately(millions, 0.0005);

    [Theory]
    [InlineData(1024, 256, 5793)]
    [InlineData(32, 32, 76)]
    public void Equal_bits_take_more_codes_on_one_level(int codes, int imageSize, int matched)
    {
        var hierarchical = Network(128, 64, codes, codes);
        var flat = Budget.MatchedFlat(hierarchical, BudgetNotion.Bits, imageSize);
        flat.Should().Be(hierarchical with { Codes = matched, TopCodes = null });
        Budget.Bits(flat, imageSize).Should().BeApproximately(Budget.Bits(hierarchical, imageSize), 0.005 * Budget.Bits(hierarchical, imageSize));
    }

    [Theory]
    [InlineData(128, 64)]
    [InlineData(128, 32)]
    [InlineData(32, 16)]
    public void Equal_parameters_take_a_wider_network_on_one_level(int width, int residualWidth)
    {
        var hierarchical = Network(width, residualWidth, 32, 32);
        var flat = Budget.MatchedFlat(hierarchical, BudgetNotion.Parameters, imageSize: 32);
        flat.Codes.Should().Be(32);
        flat.Width.Should().BeGreaterThan(width);
        (Budget.Parameters(flat) / (double)Budget.Parameters(hierarchical)).Should().BeInRange(0.95, 1.05);
    }

    [Fact]
    public void Both_budgets_are_matched_together()
    {
        var hierarchical = Network(32, 16, 32, 32);
        var flat = Budget.MatchedFlat(hierarchical, BudgetNotion.BitsAndParameters, imageSize: 32);
        flat.Codes.Should().Be(76);
        flat.Width.Should().Be(Budget.MatchedFlat(hierarchical, BudgetNotion.Parameters, imageSize: 32).Width);
    }

    [Theory]
    [InlineData(0, 76, 1)]
    [InlineData(0.2, 32, 32)]
    [InlineData(0.4, 13, 1024)]
    public void Bits_can_be_moved_to_the_top(double share, int codes, int topCodes)
    {
        var network = Budget.WithTopShare(Network(32, 16, 32, 32), bits: 400, share, imageSize: 32);
        (network.Codes, network.TopCodes).Should().Be((codes, topCodes));
        Budget.Bits(network, imageSize: 32).Should().BeApproximately(400, 5);
    }

    [Fact]
    public void Sizes_that_the_top_cannot_divide_are_refused() =>
        FluentActions.Invoking(() => Budget.Bits(Network(32, 16, 32), imageSize: 28)).Should().Throw<ArgumentException>().WithMessage("*multiple of 8*");

    private static VqVaeSettings Network(int width, int residualWidth, int codes, int? topCodes = null) =>
        new(width, residualWidth, codes, topCodes, new CodebookSettings(CodeDim: 64));
}
