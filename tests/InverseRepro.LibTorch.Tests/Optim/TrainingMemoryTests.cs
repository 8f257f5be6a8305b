using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Optim;

public sealed class TrainingMemoryTests
{
    [Fact]
    public void Steps_leave_no_tensors_behind()
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
}
