using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Tensors;

public class ErrorTests
{
    [Fact]
    public void An_error_names_the_operator_and_the_shapes() =>
        FluentActions.Invoking(() => ones(2, 3).matmul(ones(4, 5))).Should().Throw<ExternalException>()
            .WithMessage("aten::matmul(Float32 [2, 3], Float32 [4, 5]): *mat1 and mat2 shapes cannot be multiplied*");

    [Fact]
    public void Lists_numbers_and_absences_are_shown() =>
        FluentActions.Invoking(() => ones(2, 3).sum([0, 7], true, float64)).Should().Throw<ExternalException>()
            .WithMessage("aten::sum(Float32 [2, 3], [0, 7], true, 7): *Dimension out of range*");

    [Fact]
    public void An_error_carries_no_native_backtrace() =>
        FluentActions.Invoking(() => ones(2).view(3)).Should().Throw<ExternalException>()
            .Which.Message.Should().NotContain("frame #");

    [Fact]
    public void An_unknown_operator_is_named() =>
        FluentActions.Invoking(() => new Interop.Operator("aten::no_such_thing").Call()).Should().Throw<ExternalException>()
            .WithMessage("aten::no_such_thing*no operator aten::no_such_thing");

    [Fact]
    public void Arguments_of_the_wrong_kind_are_named() =>
        FluentActions.Invoking(() => new Interop.Operator("aten::add", "Tensor").Call(ones(1), "text")).Should()
            .Throw<ExternalException>().WithMessage("*argument 1*does not fit the schema*");

    [Fact]
    public void A_thousand_errors_leave_no_tensor_behind()
    {
        var (a, b) = (ones(2), ones(3));
        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++)
            FluentActions.Invoking(() => a + b).Should().Throw<ExternalException>();
        (Tensor.TotalCount - before).Should().BeLessThanOrEqualTo(0);
    }
}
