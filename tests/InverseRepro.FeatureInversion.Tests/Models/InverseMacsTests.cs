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
}
