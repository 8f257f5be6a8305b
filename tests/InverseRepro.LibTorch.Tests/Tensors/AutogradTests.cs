using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Tensors;

public class AutogradTests
{
    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        var generator = new Generator(3);
        var x = randn(4, 5, dtype: ScalarType.Float64, generator: generator);
        var w = randn(5, 3, dtype: ScalarType.Float64, generator: generator).requires_grad_();
        Tensor Loss(Tensor weight) => x.matmul(weight).tanh().pow(2).sum();
        Loss(w).backward();
        var gradient = w.grad!.data<double>().ToArray();
        var values = w.detach().data<double>().ToArray();
        const double h = 1e-6;
        for (var i = 0; i < values.Length; i++)
        {
            double At(double shift)
            {
                var shifted = (double[])values.Clone();
                shifted[i] += shift;
                return Loss(tensor(shifted, [5, 3])).item<double>();
            }
            gradient[i].Should().BeApproximately((At(h) - At(-h)) / (2 * h), 1e-6);
        }
    }

    [Fact]
    public void Nothing_is_recorded_without_grad()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (no_grad())
            (x * 2).requires_grad.Should().BeFalse();
        (x * 2).requires_grad.Should().BeTrue();
    }

    [Fact]
    public void An_error_names_the_operator_and_the_shapes()
    {
        using var scope = NewDisposeScope();
        var act = () => ones(2, 3).matmul(ones(4, 5));
        act.Should().Throw<System.Runtime.InteropServices.ExternalException>().WithMessage("aten::matmul(Float32 [2, 3], Float32 [4, 5])*");
    }
}
