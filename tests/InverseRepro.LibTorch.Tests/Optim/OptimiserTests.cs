using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Optim;

public sealed class OptimiserTests
{
    private static Parameter At(params float[] values) => new(tensor(values, [values.Length]));

    private static float[] Values(Tensor tensor) => tensor.detach().data<float>().ToArray();

    private static void GiveGradient(Parameter parameter, float gradient)
    {
        using var loss = (parameter * gradient).sum();
        loss.backward();
    }

    [Fact]
    public void Leaves_parameters_without_gradient_alone()
    {
        Parameter used = At(1), unused = At(2);
        using var optimiser = optim.Adam([used, unused], lr: 0.1);
        GiveGradient(used, 3);
        optimiser.step();
        Values(used)[0].Should().BeApproximately(0.9f, 1e-6f);
        Values(unused).Should().Equal(2);
    }

    [Fact]
    public void Zeroes_gradients_in_place()
    {
        var parameter = At(1, 2);
        using var optimiser = optim.SGD([parameter], 0.1);
        GiveGradient(parameter, 3);
        optimiser.zero_grad();
        Values(parameter.grad!).Should().Equal(0, 0);
    }

    [Fact]
    public void Uses_the_options_of_each_group()
    {
        Parameter slow = At(1), fast = At(1);
        using var optimiser = optim.SGD([new SGD.ParamGroup([slow], lr: 0.1), new SGD.ParamGroup { Parameters = [fast] }], 0.5);
        GiveGradient(slow, 1);
        GiveGradient(fast, 1);
        optimiser.step();
        Values(slow).Should().Equal(0.9f);
        Values(fast).Should().Equal(0.5f);
        optimiser.ParamGroups.Select(group => group.LearningRate).Should().Equal(0.1, 0.5);
    }

    [Fact]
    public void Takes_a_learning_rate_set_between_steps()
    {
        var parameter = At(1);
        using var optimiser = optim.SGD([parameter], 0.5);
        optimiser.ParamGroups.Single().LearningRate = 0.25;
        GiveGradient(parameter, 1);
        optimiser.step();
        Values(parameter).Should().Equal(0.75f);
    }

    [Fact]
    public void Returns_the_loss_of_the_closure()
    {
        var parameter = At(3);
        using var optimiser = optim.SGD([parameter], 0.5);
        using var loss = optimiser.step(() =>
        {
            optimiser.zero_grad();
            var value = parameter.pow(2).sum();
            value.backward();
            return value;
        });
        loss!.item<float>().Should().Be(9);
        Values(parameter).Should().Equal(0);
    }

    [Fact]
    public void Continues_from_a_loaded_state_as_if_never_stopped()
    {
        Parameter continued = At(1, -2), stopped = At(1, -2);
        using var first = optim.AdamW([continued], lr: 0.1, weight_decay: 0.1);
        using var second = optim.AdamW([stopped], lr: 0.1, weight_decay: 0.1);
        Steps(first, continued, 3);
        Steps(second, stopped, 1);
        using var resumed = optim.AdamW([stopped], lr: 0.7);
        resumed.load_state_dict(second.state_dict());
        Steps(resumed, stopped, 2);
        Values(stopped).Should().Equal(Values(continued));
    }

    [Fact]
    public void Refuses_invalid_settings()
    {
        var parameter = At(1);
        FluentActions.Invoking(() => optim.Adam([parameter], lr: -1)).Should().Throw<ArgumentException>().WithMessage("Invalid learning rate: -1");
        FluentActions.Invoking(() => optim.Adam([parameter], beta2: 1)).Should().Throw<ArgumentException>().WithMessage("Invalid beta2: 1");
        FluentActions.Invoking(() => optim.SGD([parameter], 1, nesterov: true)).Should().Throw<ArgumentException>();
    }

    private static void Steps(optim.Optimizer optimiser, Parameter parameter, int count)
    {
        for (var i = 0; i < count; i++)
        {
            optimiser.zero_grad();
            using var loss = parameter.pow(2).sum();
            loss.backward();
            optimiser.step();
        }
    }
}
