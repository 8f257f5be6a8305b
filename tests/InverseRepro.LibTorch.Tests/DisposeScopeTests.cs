using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it_and_nothing_else()
    {
        var before = ones(2);
        Tensor inside, moved, detached;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inside = ones(2);
                moved = ones(2).MoveToOuterDisposeScope();
                detached = ones(2).DetachFromDisposeScope();
            }
            inside.IsInvalid.Should().BeTrue();
            moved.IsInvalid.Should().BeFalse();
        }
        moved.IsInvalid.Should().BeTrue();
        detached.IsInvalid.Should().BeFalse();
        before.IsInvalid.Should().BeFalse();
        before.Dispose();
        detached.Dispose();
    }

    [Fact]
    public void A_tensor_that_was_disposed_early_says_so()
    {
        using var scope = NewDisposeScope();
        var tensor = ones(2);
        tensor.Dispose();
        var act = () => tensor + 1;
        act.Should().Throw<ObjectDisposedException>();
        scope.DisposablesCount.Should().Be(0);
    }

    [Fact]
    public void A_long_scope_does_not_keep_the_wrappers_of_disposed_tensors()
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < 10_000; i++)
            ones(1).Dispose();
        scope.DisposablesCount.Should().Be(0);
    }
}
