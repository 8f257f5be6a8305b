using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Modules;

public sealed class BatchNormTests
{
    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    [Fact]
    public void Training_normalises_by_the_batch_and_averages_the_unbiased_variance()
    {
        using var scope = NewDisposeScope();
        var layer = nn.BatchNorm1d(1, eps: 0);
        var output = Values(layer.call(tensor([1f, 3, 5, 7], [4, 1])));
        output[0].Should().BeApproximately(-3 / MathF.Sqrt(5), 1e-6f);
        Values(layer.running_mean!)[0].Should().BeApproximately(0.4f, 1e-6f);
        Values(layer.running_var!)[0].Should().BeApproximately(0.9f + 0.1f * 20 / 3, 1e-6f);
        layer.num_batches_tracked!.item<long>().Should().Be(1);
    }

    [Fact]
    public void Evaluation_uses_the_running_statistics_and_leaves_them()
    {
        using var scope = NewDisposeScope();
        var layer = nn.BatchNorm2d(1, eps: 0);
        layer.running_mean!.fill_(2);
        layer.running_var!.fill_(4);
        layer.eval();
        Values(layer.call(full([1, 1, 1, 2], 6f))).Should().Equal(2, 2);
        Values(layer.running_mean).Should().Equal(2);
        layer.num_batches_tracked!.item<long>().Should().Be(0);
    }

    [Fact]
    public void Without_momentum_the_statistics_are_plain_averages()
    {
        using var scope = NewDisposeScope();
        var layer = nn.BatchNorm1d(1);
        layer.momentum = null;
        layer.call(tensor([0f, 2], [2, 1]));
        layer.call(tensor([4f, 6], [2, 1]));
        Values(layer.running_mean!)[0].Should().BeApproximately(3, 1e-6f);
    }

    [Fact]
    public void Without_tracking_evaluation_too_uses_the_batch()
    {
        using var scope = NewDisposeScope();
        var layer = nn.BatchNorm1d(1, track_running_stats: false, affine: false);
        layer.eval();
        layer.state_dict().Should().BeEmpty();
        Values(layer.call(tensor([0f, 2], [2, 1])))[1].Should().BeApproximately(1, 1e-4f);
    }

    [Fact]
    public void Refuses_inputs_of_another_rank()
    {
        using var layer = nn.BatchNorm2d(1);
        using var input = ones([2, 1]);
        FluentActions.Invoking(() => layer.call(input)).Should().Throw<ArgumentException>().WithMessage("expected 4D input, but got 2D input.");
    }
}
