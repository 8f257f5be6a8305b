using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Tensors;

public class SelectionTests
{
    [Fact]
    public void Where_takes_the_first_where_the_condition_holds_and_the_second_elsewhere()
    {
        using var scope = NewDisposeScope();
        var condition = tensor([true, false, true]);
        var (x, y) = (tensor([1f, 2f, 3f]), tensor([10f, 20f, 30f]));
        where(condition, x, y).data<float>().ToArray().Should().Equal(1, 20, 3);
        x.where(condition, y).data<float>().ToArray().Should().Equal(1, 20, 3);
    }

    [Fact]
    public void Functions_of_two_tensors_keep_the_order_of_their_arguments()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (tensor([2f]), tensor([3f]));
        sub(x, y).item<float>().Should().Be(-1);
        div(x, y).item<float>().Should().BeApproximately(2 / 3f, 1e-7f);
        pow(x, y).item<float>().Should().Be(8);
        atan2(x, y).item<float>().Should().BeApproximately(MathF.Atan2(2, 3), 1e-6f);
        maximum(x, y).item<float>().Should().Be(3);
        minimum(x, y).item<float>().Should().Be(2);
        (1 - x).item<float>().Should().Be(-1);
        (1 / x).item<float>().Should().Be(0.5f);
    }

    [Fact]
    public void Gathering_and_filling_follow_their_index()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
        gather(x, 1, tensor(new long[,] { { 1 }, { 0 } })).data<float>().ToArray().Should().Equal(2, 3);
        x.index_select(0, tensor([1L])).data<float>().ToArray().Should().Equal(3, 4);
        x.masked_fill(x.gt(2), 0).data<float>().ToArray().Should().Equal(1, 2, 0, 0);
    }
}
