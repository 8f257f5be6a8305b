using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Modules;

/// <summary>Gradients by finite differences, in float64.</summary>
internal static class Gradient
{
    /// <summary>
    /// Largest difference between the gradient of a weighted sum of <paramref name="function"/> and its central differences, over
    /// the first elements of each of <paramref name="variables"/>.
    /// </summary>
    public static double LargestError(Func<Tensor> function, params Tensor[] variables)
    {
        const double Step = 1e-6;
        using var scope = NewDisposeScope();
        Tensor Weighted()
        {
            var output = function();
            return (output * arange(output.numel(), dtype: ScalarType.Float64).add(1).cos().reshape(output.shape)).sum();
        }

        foreach (var variable in variables)
            variable.requires_grad = true;
        Weighted().backward();
        var worst = 0.0;
        foreach (var variable in variables)
        {
            var gradient = variable.grad!.reshape(-1).data<double>().ToArray();
            for (var i = 0; i < Math.Min(gradient.Length, 12); i++)
            {
                double At(double step)
                {
                    using (no_grad())
                        variable.view(-1)[i].add_(step);
                    using (no_grad())
                        return Weighted().item<double>();
                }
                var above = At(Step);
                var below = At(-2 * Step);
                At(Step);
                worst = Math.Max(worst, Math.Abs((above - below) / (2 * Step) - gradient[i]));
            }
        }
        return worst;
    }
}
