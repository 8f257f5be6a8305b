using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests;

/// <summary>What the native selective scan refuses; its values are tested with the engine's.</summary>
public class FusedScanTests
{
    private static Tensor Scan(Tensor u, Tensor a, Tensor b) => FusedOperators.SelectiveScan(u, u, a, b, b, null, null, null, false, null).Output;

    [Fact]
    public void Shapes_and_types_that_do_not_fit_are_named()
    {
        using var scope = NewDisposeScope();
        Tensor u = ones(2, 4, 5), a = -ones(4, 3), b = ones(2, 3, 5);
        u.Invoking(x => Scan(x, a, ones(2, 3, 6))).Should().Throw<ExternalException>().WithMessage("*selective_scan: B of shape [2, 3, 6] does not fit u [2, 4, 5] and A [4, 3]*");
        u.Invoking(x => Scan(x, ones(5, 3), b)).Should().Throw<ExternalException>().WithMessage("*selective_scan: A of shape [5, 3] does not fit u [2, 4, 5]*");
        u.Invoking(x => Scan(x.@double(), a, b)).Should().Throw<ExternalException>().WithMessage("*selective_scan: the fused operator takes float32 on the CPU; u is Double on cpu*");
    }

    [Fact]
    public void A_second_derivative_is_refused()
    {
        using var scope = NewDisposeScope();
        var u = ones(2, 4, 5).requires_grad_();
        var output = Scan(u, -ones(4, 3), ones(2, 3, 5)).sum();
        output.Invoking(y => autograd.grad([y], [u], create_graph: true)).Should().Throw<ExternalException>().WithMessage("*the fused selective scan has no second derivative*");
    }
}
