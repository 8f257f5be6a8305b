using InverseRepro.Experiments;
using InverseRepro.FeatureInversion;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.Runner;
using Xunit.Abstractions;

namespace InverseRepro.Claims.Reproduction;

/// <summary>A published checkpoint on real digits: no claim of the paper, but the same inversion on weights that others trained.</summary>
[Collection(nameof(ReproductionCollection))]
public sealed class PublishedNetworkTests(ReproductionFixture fixture, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task The_published_mnist_vit_is_inverted_from_every_stage()
    {
        var cell = new CellId(InvertModular.Name, FeatureInversionCatalog.PublishedMnistVariant, Scale.Real, new Seed(1));
        var result = await fixture.Session.MeasureAsync([cell], new Silent(), CancellationToken.None);
        var (state, problem) = (result.Cells[cell].State, result.Cells[cell].Problem);
        Skip.If(state == CellState.NotMeasurable, problem);
        state.Should().Be(CellState.Measured, problem);
        var measured = result.Cells[cell].Record!.Measurements.ToDictionary(m => (m.Name, m.Index), m => m.Value);
        for (var stage = 1; stage <= 6; stage++)
        {
            output.WriteLine($"stage {stage}: R2 {measured[("r2", stage)]:F3}, identified {measured[("identification", stage)]:P1}");
            measured[("r2", stage)].Should().BePositive();
            measured[("identification_p", stage)].Should().BeLessThan(0.01);
            measured[("shuffled.r2", stage)].Should().BeNegative();
        }
    }

    private sealed class Silent : IRunObserver;
}
