using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.Runner;
using Xunit.Abstractions;

namespace InverseRepro.Claims.Reproduction;

/// <summary>The detector that claims about DETR rest on: no claim of the paper, but without it they say nothing.</summary>
[Collection(nameof(ReproductionCollection))]
public sealed class DetectorTests(ReproductionFixture fixture, ITestOutputHelper output)
{
    [Fact]
    public async Task The_micro_detector_really_detects()
    {
        var cell = new CellId(TrainDetector.Name, CellId.DefaultVariant, Scale.Micro, new Seed(1));
        var result = await fixture.Session.MeasureAsync([cell], new Silent(), CancellationToken.None);
        result.Cells[cell].State.Should().Be(CellState.Measured, result.Cells[cell].Problem);
        var measured = result.Cells[cell].Record!.Measurements.ToDictionary(m => m.Name, m => m.Value);
        output.WriteLine($"AP {measured["ap"]:F3}, AP50 {measured["ap50"]:F3}, found at IoU 0.5 {measured["found50"]:P1}");
        measured["ap"].Should().BeGreaterThanOrEqualTo(TrainDetector.LeastAp);
    }

    private sealed class Silent : IRunObserver;
}
