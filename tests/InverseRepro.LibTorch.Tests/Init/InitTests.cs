using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Init;

public sealed class InitTests
{
    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private static double Deviation(float[] values) => Math.Sqrt(values.Average(value => value * value));

    [Fact]
    public void A_generator_decides_the_numbers_and_leaves_the_global_ones()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var expected = Values(rand([3]));
        manual_seed(1);
        var first = Values(nn.init.normal_(zeros([5]), generator: new Generator(7)));
        Values(nn.init.normal_(zeros([5]), generator: new Generator(7))).Should().Equal(first);
        Values(nn.init.normal_(zeros([5]), generator: new Generator(8))).Should().NotEqual(first);
        Values(rand([3])).Should().Equal(expected);
    }

    [Fact]
    public void Truncated_normal_stays_within_its_bounds()
    {
        using var scope = NewDisposeScope();
        var values = Values(nn.init.trunc_normal_(zeros([20000]), std: 1, a: -0.5, b: 1, generator: new Generator(3)));
        values.Should().OnlyContain(value => value >= -0.5f && value <= 1);
        values.Average().Should().BeApproximately(0.2070f, 0.01f); // (φ(-0.5) − φ(1)) / (Φ(1) − Φ(-0.5))
        Deviation(Values(nn.init.trunc_normal_(zeros([20000]), std: 0.02, generator: new Generator(3)))).Should().BeApproximately(0.02, 0.0005);
    }

    [Fact]
    public void Kaiming_and_xavier_have_the_published_deviation()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        Tensor Weight() => zeros([64, 16, 3, 3]); // fan-in 144, fan-out 576
        Deviation(Values(nn.init.kaiming_normal_(Weight(), nonlinearity: nn.init.NonlinearityType.ReLU))).Should().BeApproximately(Math.Sqrt(2.0 / 144), 0.003);
        Deviation(Values(nn.init.kaiming_uniform_(Weight(), mode: nn.init.FanInOut.FanOut))).Should().BeApproximately(Math.Sqrt(2.0 / 576), 0.002);
        Deviation(Values(nn.init.xavier_uniform_(Weight()))).Should().BeApproximately(Math.Sqrt(2.0 / 720), 0.002);
        Deviation(Values(nn.init.xavier_normal_(Weight(), gain: 2))).Should().BeApproximately(2 * Math.Sqrt(2.0 / 720), 0.003);
    }

    [Fact]
    public void New_layers_are_within_one_over_root_fan_in()
    {
        using var layer = nn.Conv2d(4, 8, 3);
        Values(layer.weight.detach()).Concat(Values(layer.bias!.detach())).Should().OnlyContain(value => Math.Abs(value) <= 1 / 6f);
    }

    [Fact]
    public void Constants_fill_parameters_without_a_gradient()
    {
        using var layer = nn.Linear(2, 2);
        nn.init.constant_(layer.weight, 0.5).Should().BeSameAs(layer.weight);
        nn.init.ones_(layer.bias!);
        Values(layer.weight.detach()).Should().OnlyContain(value => value == 0.5f);
        layer.weight.is_leaf.Should().BeTrue();
    }
}
