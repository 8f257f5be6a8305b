using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Tensors;

public class AutogradTests
{
    public static TheoryData<string, Func<Tensor, Tensor>> Functions => new()
    {
        { "elementary", x => (x.exp() + x.sin() * x.tanh()).log1p() },
        { "division", x => 1 / (x * x + 2) - 3 / (x + 5) },
        { "softmax", x => x.log_softmax(1).pow(2) },
        { "matmul", x => x.matmul(x.transpose(0, 1)).sigmoid() },
        { "statistics", x => (x - x.mean([1], true)) / (x.var([1], false, true) + 0.1).sqrt() },
        { "views", x => x[.., 1..].unsqueeze(0).expand(2, -1, -1).permute(2, 0, 1).flatten(1) * 2 },
        { "selection", x => x.index_select(1, tensor(new long[] { 0, 2, 2 })).erf() + x[0, TensorIndex.Ellipsis, 1] },
        { "joining", x => cat([x, x * x], 1).cumsum(1) + stack([x, x.exp()], 0).sum([0]).repeat(1, 2) },
        { "extremes", x => x.max(1).values * x.amin([0]).sum() + x.norm() },
        { "einsum", x => einsum("ij,kj->ik", x, x).clamp(-1, 1) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Gradients_agree_with_finite_differences(string name, Func<Tensor, Tensor> function)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var x = rand([3, 4], float64, generator: generator).requires_grad_();
        function(x).sum().backward();
        var analytic = x.grad!.data<double>().ToArray();
        var point = x.detach().clone();
        for (var i = 0; i < analytic.Length; i++)
        {
            var numeric = (At(i, 1e-6) - At(i, -1e-6)) / 2e-6;
            analytic[i].Should().BeApproximately(numeric, 1e-6, "element {0} of {1}", i, name);
        }

        double At(int i, double step)
        {
            using var moved = point.clone();
            moved.data<double>()[i / 4, i % 4] += step;
            return function(moved).sum().item<double>();
        }
    }

    [Fact]
    public void Second_derivatives_follow_from_a_kept_graph()
    {
        var x = tensor(3.0).requires_grad_();
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        first.item<double>().Should().Be(27);
        autograd.grad([first], [x])[0].item<double>().Should().Be(18);
        x.grad.Should().BeNull();
    }

    [Fact]
    public void Gradients_accumulate_and_can_be_cleared()
    {
        var x = ones(2).requires_grad_();
        (x * 2).sum().backward();
        (x * 3).sum().backward();
        x.grad!.data<float>().ToArray().Should().Equal(5, 5);
        x.grad = null;
        x.grad.Should().BeNull();
    }

    [Fact]
    public void Unused_inputs_have_no_gradient_only_where_allowed()
    {
        var (x, y) = (ones(2).requires_grad_(), ones(2).requires_grad_());
        var gradients = autograd.grad([x.sum()], [x, y], allow_unused: true);
        gradients[1].IsInvalid.Should().BeTrue();
        FluentActions.Invoking(() => autograd.grad([x.sum()], [x, y])).Should()
            .Throw<System.Runtime.InteropServices.ExternalException>().WithMessage("autograd.grad(*not have been used*");
    }

    [Fact]
    public void Modes_nest_and_are_restored()
    {
        var x = ones(2).requires_grad_();
        using (no_grad())
        {
            (x * 2).requires_grad.Should().BeFalse();
            using (enable_grad())
                (x * 2).requires_grad.Should().BeTrue();
            is_grad_enabled().Should().BeFalse();
        }
        is_grad_enabled().Should().BeTrue();
        using (inference_mode())
            (x * 2).requires_grad.Should().BeFalse();
        is_inference_mode_enabled().Should().BeFalse();
    }

    [Fact]
    public void Detached_and_retained_tensors()
    {
        var x = ones(2).requires_grad_();
        var y = x * 2;
        y.retain_grad();
        (y.is_leaf, x.is_leaf, y.detach().requires_grad).Should().Be((false, true, false));
        (y * y).sum().backward();
        y.grad!.data<float>().ToArray().Should().Equal(4, 4);
    }
}
