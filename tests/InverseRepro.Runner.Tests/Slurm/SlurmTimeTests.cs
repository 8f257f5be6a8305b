using InverseRepro.Runner.Slurm;

namespace InverseRepro.Runner.Tests.Slurm;

public sealed class SlurmTimeTests
{
    [Theory]
    [InlineData("30", "00:30:00")]
    [InlineData("90:30", "01:30:30")]
    [InlineData("2:00:00", "02:00:00")]
    [InlineData("1-0", "1.00:00:00")]
    [InlineData("1-12:30", "1.12:30:00")]
    [InlineData("1-12:30:15", "1.12:30:15")]
    public void Limits_are_read_as_sbatch_reads_them(string text, string expected) =>
        SlurmTime.Parse(text).Should().Be(TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("UNLIMITED")]
    [InlineData("1:2:3:4")]
    [InlineData("1-")]
    [InlineData("")]
    [InlineData("99999999")]
    public void Anything_else_is_left_to_sbatch(string text)
    {
        SlurmTime.Parse(text).Should().BeNull();
        new SlurmOptions(Time: text).Undisturbed.Should().BeNull();
    }

    [Fact]
    public void A_cell_is_told_up_to_two_minutes_before_its_time_is_up()
    {
        new SlurmOptions(Time: "30").Undisturbed.Should().Be(TimeSpan.FromMinutes(28));
        new SlurmOptions().Undisturbed.Should().BeNull();
    }
}
