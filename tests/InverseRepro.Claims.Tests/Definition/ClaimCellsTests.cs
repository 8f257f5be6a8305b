using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using static InverseRepro.Claims.Tests.Deciding.Claims;

namespace InverseRepro.Claims.Tests.Definition;

public class ClaimCellsTests
{
    [Fact]
    public void Names_the_cells_of_rule_gates_controls_and_what_is_beside_them_once_each()
    {
        var claim = With(new Rule.All([Greater(0), Greater(0, of: "a:y")]), 6, Control(new Dictionary<string, string> { ["b"] = "b@untrained" }, seeds: 5)) with
        {
            Gates =
            [
                new Gate(MeasurementReference.Parse("t:accuracy"), Comparison.AtLeast, 0.8, "why", []),
                new Gate(MeasurementReference.Parse("elsewhere:accuracy"), Comparison.AtLeast, 0.8, "why", [Scale.Real]),
            ],
            Beside =
            [
                new BesideMeasurement(MeasurementReference.Parse("beside:steps[*]"), []),
                new BesideMeasurement(MeasurementReference.Parse("a:z"), [Scale.Micro]),
                new BesideMeasurement(MeasurementReference.Parse("elsewhere:steps"), [Scale.Real]),
            ],
            Reported = [MeasurementReference.Parse("c:never")],
        };
        var cells = ClaimCells.Of(claim, Scale.Micro);
        cells.GroupBy(c => c.Arm).ToDictionary(g => g.Key, g => g.Count()).Should()
            .Equal(new Dictionary<string, int> { ["a"] = 6, ["b"] = 6, ["t"] = 6, ["beside"] = 6, ["b@untrained"] = 5 });
        cells.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_scale_the_claim_does_not_run_at_is_named() =>
        FluentActions.Invoking(() => ClaimCells.Of(With(Greater(0)), Scale.Gpu)).Should().Throw<ArgumentException>()
            .WithMessage("claim 'a-claim' has no scale gpu; it has micro");
}
