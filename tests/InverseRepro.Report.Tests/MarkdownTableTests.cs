namespace InverseRepro.Report.Tests;

public sealed class MarkdownTableTests
{
    [Fact]
    public void Has_one_line_a_claim() => MarkdownTable.Of([Samples.Reported()]).Split('\n')[2]
        .Should().Be("| toy-claim | ✔ supported | 1.83 [1.74, 1.90] dB | 0.1 dB | 2 | 1 held | 1.0 |");
}
