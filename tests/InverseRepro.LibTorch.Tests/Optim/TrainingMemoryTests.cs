using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Optim;

public sealed class TrainingMemoryTests
{
    [Fact]
    public void Memory_is_flat_over_20_000_steps()
    {
        var (early, late) = InUseAtSteps2_000And20_000(fails: _ => false);
        late.Should().Be(early);
    }

    [Fact]
    public void Memory_is_flat_when_every_50th_step_fails()
    {
        var (early, late) = InUseAtSteps2_000And20_000(fails: step => step % 50 == 25);
        late.Should().Be(early);
    }

    [Fact]
    public void Steps_of_all_kinds_leave_no_tensors_behind()
    {
        using var network = nn.Sequential(
            nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.GELU(), nn.Flatten(), nn.LayerNorm(64), nn.Linear(64, 8), nn.Dropout(0.1));
        using var input = randn([2, 1, 6, 6]);
        using var target = zeros([2, 8]);
        using optim.Optimizer adam = optim.AdamW(network.parameters(), weight_decay: 0.1), descent = optim.SGD(network.parameters(), 0.01, momentum: 0.9);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(adam, 100);

        void Steps(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var scope = NewDisposeScope();
                adam.zero_grad();
                nn.functional.mse_loss(network.call(input), target).backward();
                nn.utils.clip_grad_norm_(network.parameters(), 0.1);
                adam.step();
                descent.step();
                schedule.step();
                if (i % 2 == 0)
                    network.zero_grad();
            }
        }

        Steps(3);
        var before = TensorMemory.InUseBytes;
        Steps(41);
        TensorMemory.InUseBytes.Should().Be(before);
    }

    /// <summary>Bytes of live tensors after two steps of one training; a failing step breaks between forward and backward.</summary>
    private static (long Early, long Late) InUseAtSteps2_000And20_000(Func<int, bool> fails)
    {
        GC.Collect(); // what other tests left is not to vanish on the way
        GC.WaitForPendingFinalizers();
        using var generator = new Generator(11);
        using var network = nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.LayerNorm(16), nn.Linear(16, 4));
        using Tensor input = randn([4, 8], generator: generator), target = zeros([4, 4]), misshapen = zeros([3, 4]);
        using var adam = optim.Adam(network.parameters());

        void Step(Tensor expected)
        {
            using var scope = NewDisposeScope();
            adam.zero_grad();
            nn.functional.mse_loss(network.call(input), expected).backward();
            adam.step();
        }

        long early = 0;
        for (var step = 1; step <= 20_000; step++)
        {
            if (fails(step))
                FluentActions.Invoking(() => Step(misshapen)).Should().Throw<Exception>().WithMessage("*mse_loss*");
            else
                Step(target);
            if (step == 2_000)
                early = TensorMemory.InUseBytes;
        }
        return (early, TensorMemory.InUseBytes);
    }
}
