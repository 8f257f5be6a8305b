using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.PredictiveCoding.Models.Vit;

namespace InverseRepro.PredictiveCoding.Tests.Models;

public sealed class SinCosPositionsTests
{
    [SkippableFact]
    public void The_table_is_the_published_one()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("models/cre.CREViT.json")));
        using var table = SinCosPositions.Table(8, 4);
        foreach (var expected in document.RootElement.GetProperty("sincos_tables").EnumerateArray())
        {
            var comparison = ParityCheck.Compare(GoldenModel.ParseStage(expected), table);
            comparison.Deviation.Should().BeLessThan(1e-7, comparison.Stage);
        }
    }

    [Fact]
    public void A_width_that_is_no_multiple_of_four_is_refused()
    {
        var act = () => SinCosPositions.Table(6, 4);
        act.Should().Throw<ArgumentException>().WithMessage("Sine-cosine positions need a width that is a multiple of 4, not 6.*");
    }
}
