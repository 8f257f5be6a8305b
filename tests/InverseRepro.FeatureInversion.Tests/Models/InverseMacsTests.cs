using InverseRepro.FeatureInversion.Models;

namespace InverseRepro.FeatureInversion.Tests.Models;

public class InverseMacsTests
{
    private static readonly InverseSettings Settings = new(Channels: [64, 3], Strides: [2, 2], EmbedDim: 48, Groups: 3, GroupDepth: 2, NumHeads: 3);

    [Fact]
    public void Modules_are_counted_by_hand()
    {
        // Backbone on an 8×8 grid: 64·48·64·4 + 256·64·3·4. Encoder: 2 blocks of 65·12·48² + 2·65²·48.
        var macs = InverseMacs.OfModules(Settings, gridSize: 8);
        macs.Should().Equal(
            64 * 48 * 64 * 4 + 256 * 64 * 3 * 4,
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48),
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48),
            2 * (65 * 12 * 48 * 48 + 2 * 65 * 65 * 48));
    }

    [Fact]
    public void A_chain_for_every_stage_costs_more_than_every_module_once_whenever_there_are_two_stages()
    {
        for (var groups = 1; groups <= 6; groups++)
        {
            var macs = InverseMacs.OfModules(Settings with { Groups = groups }, gridSize: 8);
            var chains = Enumerable.Range(1, macs.Count).Sum(k => macs.Take(k).Sum());
            (chains / macs.Sum()).Should().BeGreaterThan(1);
        }
    }
}
