using InverseRepro.PredictiveCoding.Measuring;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Tests.Measuring;

public sealed class ProbeReadingTests
{
    [Fact]
    public void Shares_are_of_the_pictures_of_each_class()
    {
        using var scope = NewDisposeScope();
        var reading = ProbeReading.Of(tensor(new long[] { 0, 0, 0, 0, 2 }), tensor(new long[] { 0, 1, 0, 2, 2 }), classes: 3);

        reading.Accuracy.Should().Be(0.6);
        reading.Confusion[0].Should().Equal(0.5, 0.25, 0.25);
        reading.Confusion[1].Should().Equal(0, 0, 0); // no pictures of it
        reading.Confusion[2].Should().Equal(0, 0, 1);
    }
}
