namespace InverseRepro.Experiments.Tests;

public sealed class ExpectedCostTests
{
    [Fact]
    public void An_experiment_is_expected_to_take_what_its_work_takes_on_the_device_of_the_scale()
    {
        var experiment = Define(seconds => new Work(Macs: 3e10, Bytes: 500, Besides: seconds) { Operators = 2e5, HostSeconds = 4 });
        experiment.Expected(Scale.Micro, "short").Should().Be(new ExpectedCost(4 + 2 + 3 + 1, 1_500));
        experiment.Expected(Scale.Gpu, "long").Should().Be(new ExpectedCost(4 + 1.5 + 1.5, 1_500), "a GPU waits for its operators to be started");
        Define(_ => new Work(5e13, 0) { Operators = 2e5 }).Expected(Scale.Gpu, "long").Should().Be(new ExpectedCost(1.5 + 10, 1_000), "or they for the arithmetic");
    }

    [Fact]
    public void What_measures_time_on_a_gpu_costs_the_start_of_a_worker_that_no_cell_hides()
    {
        Define(_ => new Work(0, 0), timed: true).Expected(Scale.Gpu, "long")!.Seconds.Should().Be(1.5 + 5);
        Define(_ => new Work(0, 0), timed: true).Expected(Scale.Micro, "short")!.Seconds.Should().Be(2, "a CPU's worker serves cell after cell");
    }

    [Fact]
    public void Of_an_experiment_or_settings_that_declare_nothing_nothing_is_expected()
    {
        Define(expected: null).Expected(Scale.Micro, "short").Should().BeNull();
        var some = Define(seconds => seconds > 5 ? new Work(0, 0) : null);
        some.Expected(Scale.Micro, "short").Should().BeNull();
        some.Expected(Scale.Gpu, "long").Should().NotBeNull();
    }

    [Fact]
    public void A_variant_that_is_not_there_is_named() =>
        FluentActions.Invoking(() => Define(expected: null).Expected(Scale.Micro, "long")).Should().Throw<ArgumentException>()
            .WithMessage("experiment 'toy' has no variant 'long' at scale micro; *");

    private static Experiment Define(Func<double, Work?>? expected, bool timed = false) => Experiment.Define("toy", "A toy.", new Dictionary<(Scale, string), Settings>
    {
        [(Scale.Micro, "short")] = new(1),
        [(Scale.Gpu, "long")] = new(7),
    }, _ => [], (_, _) => { }, expected is null ? null : settings => expected(settings.Seconds), timed);

    private sealed record Settings(double Seconds);

    private sealed record Work(double Macs, double Bytes, double Besides = 0) : CellWork(Macs, Bytes)
    {
        protected override double CpuMacsPerSecond => 1e10;

        protected override double ProcessBytes => 1_000;

        protected override double CpuSecondsBesides => Besides;
    }
}
