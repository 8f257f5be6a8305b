using InverseRepro.Cli.Rendering;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Cli.Tests;

public sealed class PlanDocumentTests
{
    [Fact]
    public void Cells_that_measure_time_take_no_less_with_more_workers() =>
        new PlanDocumentTotal(PlannedState.ToRun, Cells: 4, Unknown: 0, Hours: 3, PeakBytes: 1) { HoursAlone = 1 }.HoursWith(2).Should().Be(2);
}
