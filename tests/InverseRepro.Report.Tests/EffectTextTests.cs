using InverseRepro.Claims.Deciding;

namespace InverseRepro.Report.Tests;

public sealed class EffectTextTests
{
    [Theory]
    [InlineData(1.8312, 1.7404, 1.9023, "dB", "1.83 [1.74, 1.90] dB")]
    [InlineData(0.00512, 0.00421, 0.00603, "1", "0.0051 [0.0042, 0.0060]")]
    [InlineData(-1520, -1700, -1400, "s", "−1520 [−1700, −1400] s")]
    [InlineData(0.5, 0.5, 0.5, "1", "0.5000 [0.5000, 0.5000]")]
    [InlineData(2, double.NegativeInfinity, 3, "1", "2.000 [−∞, 3.000]")]
    public void Prints_the_digits_that_the_interval_supports(double estimate, double lower, double upper, string unit, string expected) =>
        EffectText.Of(new Effect("loss", estimate, lower, upper, 0, unit)).Should().Be(expected);
}
