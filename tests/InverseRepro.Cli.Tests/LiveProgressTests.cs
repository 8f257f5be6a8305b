using InverseRepro.Cli.Progress;
using InverseRepro.Experiments;
using InverseRepro.Runner;
using InverseRepro.Runner.Execution;
using InverseRepro.Runner.Planning;
using Spectre.Console;

namespace InverseRepro.Cli.Tests;

public sealed class LiveProgressTests
{
    [Fact]
    public async Task Draws_what_each_worker_trains_and_leaves_only_what_went_wrong()
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 120;
        var cell = new PlannedCell(new CellId("toy", "worse", Scale.Micro, new Seed(3)), "key", "{}", [], PlannedState.ToRun, "", null);
        var result = await LiveProgress.ShowAsync(console, async observer =>
        {
            var run = new RunProgress(1, 4, TimeSpan.FromMinutes(5));
            observer.CellStarted(cell, run);
            observer.CellProgressed(cell, new CellProgress("epoch [2]", 0.5, 0.25), run);
            await Task.Delay(600);
            observer.CellRetried(cell, "killed");
            return 42;
        });
        result.Should().Be(42);
        writer.ToString().Should().Contain("1 of 4").And.Contain("about 5 min left").And.Contain("toy@worse seed 3")
            .And.Contain("epoch [2]").And.Contain("loss 0.25");
        writer.ToString().TrimEnd().Should().EndWith("toy@worse micro seed 3: its worker died (killed); trying once more");
    }
}
