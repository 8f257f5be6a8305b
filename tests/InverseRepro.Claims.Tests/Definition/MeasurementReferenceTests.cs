using InverseRepro.Claims.Definition;

namespace InverseRepro.Claims.Tests.Definition;

public class MeasurementReferenceTests
{
    [Theory]
    [InlineData("a:x", "a", "default", "x", null)]
    [InlineData("invert-modular@untrained:shuffled.r2[3]", "invert-modular", "untrained", "shuffled.r2", new[] { 3 })]
    [InlineData("a:x[2,3]", "a", "default", "x", new[] { 2, 3 })]
    [InlineData("a:x[1..4]", "a", "default", "x", new[] { 1, 2, 3, 4 })]
    [InlineData("a:x[*]", "a", "default", "x", new int[0])]
    public void Reads_and_writes_the_grammar(string text, string experiment, string variant, string name, int[]? indices)
    {
        var reference = MeasurementReference.Parse(text);
        (reference.Experiment, reference.Variant, reference.Name).Should().Be((experiment, variant, name));
        if (indices is null)
            reference.Indices.Should().BeNull();
        else
            reference.Indices.Should().Equal(indices);
        reference.ToString().Should().Be(text);
        MeasurementReference.Parse(text).Should().Be(reference);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a:")]
    [InlineData("A:x")]
    [InlineData("a:x[]")]
    [InlineData("a:x[-1]")]
    [InlineData("a:x[4..1]")]
    [InlineData("a:x[1,1]")]
    [InlineData("a:x[1..2..3]")]
    [InlineData("a:x[1] ")]
    [InlineData("a:x[9999999999]")]
    [InlineData("a@b@c:x")]
    public void Refuses_everything_else(string text) => MeasurementReference.TryParse(text, out _).Should().BeFalse();
}
