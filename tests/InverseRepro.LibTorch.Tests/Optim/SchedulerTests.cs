using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Optim;

public sealed class SchedulerTests
{
    private static double[] Rates(Func<optim.Optimizer, optim.lr_scheduler.LRScheduler> make, int epochs)
    {
        using var optimiser = optim.Adam([new Parameter(zeros([1]))], lr: 1);
        var scheduler = make(optimiser);
        var rates = new List<double> { optimiser.ParamGroups.Single().LearningRate };
        for (var i = 1; i < epochs; i++)
        {
            scheduler.step();
            rates.Add(optimiser.ParamGroups.Single().LearningRate);
        }
        return [.. rates];
    }

    private static void ShouldBe(double[] actual, params double[] expected)
    {
        actual.Length.Should().Be(expected.Length);
        for (var i = 0; i < expected.Length; i++)
            actual[i].Should().BeApproximately(expected[i], 1e-12);
    }

    [Fact]
    public void StepLR_decays_every_few_epochs() =>
        ShouldBe(Rates(o => optim.lr_scheduler.StepLR(o, 2, 0.5), 5), 1, 1, 0.5, 0.5, 0.25);

    [Fact]
    public void MultiStepLR_decays_at_milestones() =>
        ShouldBe(Rates(o => optim.lr_scheduler.MultiStepLR(o, [1, 3], 0.5), 5), 1, 0.5, 0.5, 0.25, 0.25);

    [Fact]
    public void ExponentialLR_decays_every_epoch() =>
        ShouldBe(Rates(o => optim.lr_scheduler.ExponentialLR(o, 0.5), 3), 1, 0.5, 0.25);

    [Fact]
    public void ConstantLR_is_lower_at_first() =>
        ShouldBe(Rates(o => optim.lr_scheduler.ConstantLR(o, 0.5, 2), 4), 0.5, 0.5, 1, 1);

    [Fact]
    public void LinearLR_rises_in_equal_steps() =>
        ShouldBe(Rates(o => optim.lr_scheduler.LinearLR(o, 0.25, 1, 3), 5), 0.25, 0.5, 0.75, 1, 1);

    [Fact]
    public void LambdaLR_multiplies_the_initial_rate() =>
        ShouldBe(Rates(o => optim.lr_scheduler.LambdaLR(o, epoch => 1.0 / (1 + epoch)), 3), 1, 0.5, 1.0 / 3);

    [Fact]
    public void CosineAnnealingLR_follows_half_a_cosine() =>
        ShouldBe(Rates(o => optim.lr_scheduler.CosineAnnealingLR(o, 4), 5),
            1, (1 + Math.Sqrt(0.5)) / 2, 0.5, (1 - Math.Sqrt(0.5)) / 2, 0);

    [Fact]
    public void OneCycleLR_rises_then_falls_while_momentum_does_the_opposite()
    {
        using var optimiser = optim.Adam([new Parameter(zeros([1]))], lr: 1);
        var scheduler = optim.lr_scheduler.OneCycleLR(optimiser, 1, total_steps: 10, pct_start: 0.3);
        var group = (Adam.ParamGroup)optimiser.ParamGroups.Single();
        group.LearningRate.Should().BeApproximately(1 / 25.0, 1e-12);
        group.Betas.Item1.Should().BeApproximately(0.95, 1e-12);
        scheduler.step();
        group.LearningRate.Should().BeApproximately(1 / 25.0 + 0.5 * (1 - 1 / 25.0), 1e-12);
        scheduler.step();
        group.LearningRate.Should().BeApproximately(1, 1e-12);
        group.Betas.Item1.Should().BeApproximately(0.85, 1e-12);
        for (var i = 3; i < 10; i++)
            scheduler.step();
        group.LearningRate.Should().BeApproximately(1 / 25.0 / 1e4, 1e-12);
    }

    [Fact]
    public void Closed_forms_agree_with_stepping()
    {
        Func<optim.Optimizer, optim.lr_scheduler.LRScheduler>[] schedules =
        [
            o => optim.lr_scheduler.StepLR(o, 2, 0.5), o => optim.lr_scheduler.LinearLR(o, 0.5), o => optim.lr_scheduler.CosineAnnealingLR(o, 9, 0.1),
            o => optim.lr_scheduler.ConstantLR(o), o => optim.lr_scheduler.ExponentialLR(o, 0.9),
        ];
        foreach (var make in schedules)
        {
            using var optimiser = optim.SGD([new Parameter(zeros([1]))], 1);
            var scheduler = make(optimiser);
            scheduler.step(6);
            optimiser.ParamGroups.Single().LearningRate.Should().BeApproximately(Rates(make, 7)[6], 1e-12);
        }
    }
}
