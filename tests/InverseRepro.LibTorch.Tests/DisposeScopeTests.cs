using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        var outside = ones(1);
        Tensor inside;
        using (NewDisposeScope())
            inside = outside + 1;
        inside.IsInvalid.Should().BeTrue();
        outside.IsInvalid.Should().BeFalse();
    }

    [Fact]
    public void Results_move_out()
    {
        Tensor kept, detached, attached = ones(1);
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                kept = ones(1).MoveToOuterDisposeScope();
                detached = ones(1).DetachFromDisposeScope();
                attached.MoveToOtherDisposeScope(kept);
            }
            kept.IsInvalid.Should().BeFalse();
            outer.Contains(kept).Should().BeTrue();
            outer.DisposablesCount.Should().Be(2);
        }
        (kept.IsInvalid, detached.IsInvalid, attached.IsInvalid).Should().Be((true, false, true));
    }

    [Fact]
    public void All_but_the_kept_are_disposed()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(1), ones(1));
        scope.DisposeEverythingBut(b);
        (a.IsInvalid, b.IsInvalid, scope.DisposablesCount).Should().Be((true, false, 1));
    }

    [Fact]
    public void Disposing_early_leaves_the_scope()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < 5000; i++)
            ones(1).Dispose();
        var last = ones(1);
        scope.DisposablesView.Should().Equal(last);
    }

    [Fact]
    public void Scopes_may_end_out_of_order()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        CurrentDisposeScope.Should().BeSameAs(inner);
        inner.Dispose();
        CurrentDisposeScope.Should().BeNull();
    }

    [Fact]
    public void Wrapped_expressions_keep_only_their_result()
    {
        var before = Tensor.TotalCount;
        using var result = WrappedTensorDisposeScope(() => (ones(2) + 1) * 3);
        result.data<float>().ToArray().Should().Equal(6, 6);
        (Tensor.TotalCount - before).Should().Be(1);
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var t = ones(1);
        t.Dispose();
        t.Dispose();
        FluentActions.Invoking(() => t + 1).Should().Throw<InvalidOperationException>().WithMessage("*this tensor was disposed*");
    }
}
