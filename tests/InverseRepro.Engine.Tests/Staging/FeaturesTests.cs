using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests.Staging;

public sealed class FeaturesTests
{
    [Fact]
    public void Intermediates_are_named_by_part_and_listed_in_execution_order()
    {
        using var scope = NewDisposeScope();
        var features = new Twice().Represent(ones(2));
        features.Names.Should().Equal("first.doubled", "first", "second.doubled", "second");
        features["second"].data<float>().ToArray().Should().Equal(9, 9);
    }

    [Fact]
    public void What_is_not_kept_is_freed_with_the_pass()
    {
        using var scope = NewDisposeScope();
        var twice = new Twice();
        var input = ones(2);
        var before = scope.DisposablesCount;

        var features = Features.Only(["first.doubled"]);
        var result = twice.Represent(input, features);

        scope.DisposablesCount.Should().Be(before + 2, "the kept intermediate and the result live");
        features.Names.Should().Equal("first.doubled");
        features["first.doubled"].data<float>().ToArray().Should().Equal(2, 2);
        result.data<float>().ToArray().Should().Equal(9, 9);
        FluentActions.Invoking(() => features["first"]).Should().Throw<KeyNotFoundException>()
            .WithMessage("no intermediate 'first'; there are first.doubled");
    }

    [Fact]
    public void Kept_intermediates_outlive_the_pass_where_there_is_no_scope()
    {
        using var input = ones(2);
        var features = new Twice().Represent(input);
        features["first"].data<float>().ToArray().Should().Equal(4, 4);
        foreach (var (_, tensor) in features)
            tensor.Dispose();
    }

    [Fact]
    public void Gradients_flow_through_intermediates_that_were_freed()
    {
        using var scope = NewDisposeScope();
        var input = ones(2, requires_grad: true);
        new Twice().forward(input).sum().backward();
        input.grad!.data<float>().ToArray().Should().Equal(6, 6);
    }

    /// <summary>Adds half the square of the doubled input: 1 → 4, then the identity plus five.</summary>
    private sealed class Twice() : StagedModule(nameof(Twice))
    {
        protected override Tensor Walk(Tensor x, Features f)
        {
            x = f["first"] = new Doubled().Represent(x, f.Of("first"));
            return f["second"] = new Doubled().Represent(x, f.Of("second")) * 0 + x + 5;
        }
    }

    private sealed class Doubled() : StagedModule(nameof(Doubled))
    {
        protected override Tensor Walk(Tensor x, Features f)
        {
            var doubled = f["doubled"] = x * 2;
            return x * 2 + doubled * doubled / 2;
        }
    }
}
