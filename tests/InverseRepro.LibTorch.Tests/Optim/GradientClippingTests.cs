using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Optim;

public sealed class GradientClippingTests
{
    private static Parameter WithGradient(float value, float gradient)
    {
        var parameter = new Parameter(tensor([value], [1]));
        using var loss = (parameter * gradient).sum();
        loss.backward();
        return parameter;
    }

    [Fact]
    public void Scales_all_gradients_to_the_joint_norm()
    {
        Parameter[] parameters = [WithGradient(1, 3), WithGradient(1, 4), new Parameter(zeros([1]))];
        nn.utils.clip_grad_norm_(parameters, 1).Should().BeApproximately(5, 1e-6);
        parameters[0].grad!.item<float>().Should().BeApproximately(0.6f, 1e-6f);
        parameters[1].grad!.item<float>().Should().BeApproximately(0.8f, 1e-6f);
    }

    [Fact]
    public void Leaves_small_gradients_alone()
    {
        Parameter[] parameters = [WithGradient(1, 3), WithGradient(1, -4)];
        nn.utils.clip_grad_norm_(parameters, 10);
        parameters[0].grad!.item<float>().Should().Be(3);
        nn.utils.clip_grad_norm_(parameters, 2, double.PositiveInfinity).Should().Be(4);
        parameters[1].grad!.item<float>().Should().BeApproximately(-2, 1e-5f);
        nn.utils.clip_grad_value_(parameters, 0.5);
        parameters[1].grad!.item<float>().Should().Be(-0.5f);
    }

    [Fact]
    public void Vectors_and_parameters_convert_both_ways()
    {
        using var layer = nn.Linear(2, 3);
        using var vector = nn.utils.parameters_to_vector(layer.parameters());
        vector.shape.Should().Equal(9);
        using var other = nn.Linear(2, 3);
        nn.utils.vector_to_parameters(vector, other.parameters());
        other.bias!.allclose(layer.bias!).Should().BeTrue();
    }
}
