using System.Text.Json;
using InverseRepro.Experiments;
using InverseRepro.Report.Tables;

namespace InverseRepro.Report.Tests.Tables;

public sealed class TableTests
{
    [Fact]
    public void The_summary_has_one_line_a_claim_and_scale()
    {
        using var site = new Site().Measure();
        var claim = Samples.Claim(real: true);
        var lines = MarkdownSummary.Of(site.Add(claim).Decide(claim).Content()).Split('\n').Where(l => l.StartsWith("| toy-claim", StringComparison.Ordinal)).ToList();
        lines[0].Should().Be("| toy-claim | micro | ✔ supported | 1.013 [1.005, 1.020] dB | 0.1 dB | 6 | 1 held | – | 6.0 min |");
        lines[1].Should().Be("| toy-claim | real | – not measured | – | – | – | – | – | – |");
    }

    [Fact]
    public void Hostile_names_stay_in_their_column()
    {
        using var site = new Site().Add(Samples.Claim(paper: "a | b\n# c <img>"));
        MarkdownSummary.Of(site.Content()).Should().Contain("### a \\| b # c &lt;img>").And.NotContain("\n# c");
    }

    [Fact]
    public void Csv_quotes_what_needs_it_and_reads_back_to_the_same_bits()
    {
        using var site = new Site().Measure();
        var claim = Samples.Claim(statement: "a \"b\", c\nd");
        var content = site.Add(claim).Decide(claim).Content();
        Csv.Claims(content).Should().Contain("\"a \"\"b\"\", c\nd\",core,micro,supported,no,loss,");
        var row = Csv.Measurements(content).Split("\r\n").Single(l => l.StartsWith("toy,default,micro,3,loss,", StringComparison.Ordinal));
        double.Parse(row.Split(',')[6]).Should().Be(1 + 0.01 * (9 % 7));
    }

    [Fact]
    public void Latex_escapes_its_own_characters()
    {
        using var site = new Site().Add(Samples.Claim(paper: @"50 % of \input{x} & $y_1$ [z]~#^"));
        Latex.Of(site.Content()).Should().Contain(@"\emph{50 \% of \textbackslash{}input\{x\} \& \$y\_1\$ {[}z{]}\textasciitilde{}\#\textasciicircum{}}");
    }

    [Fact]
    public void Json_tells_every_value_once_with_where_it_comes_from()
    {
        using var site = new Site().Measure(effect: double.NaN).Measure(arm: "other");
        var (claim, other) = (Samples.Claim(), Samples.Claim("other-claim", arm: "other"));
        var content = site.Add(claim, other, Samples.Claim("third-claim", arm: "third")).Decide(claim).Decide(other).Content();
        using var stream = new MemoryStream();
        EverythingJson.Write(content, stream);
        var all = JsonDocument.Parse(stream.ToArray()).RootElement;
        all.GetProperty("claims").EnumerateArray().Select(c => c.GetProperty("scales")[0].GetProperty("outcome").GetString())
            .Should().EndWith(["supported", "notMeasured"]);
        var found = all.GetProperty("claims")[1].GetProperty("scales")[0];
        found.GetProperty("run").GetProperty("commit").GetString().Should().Be("0123456789abcdef");
        var cell = all.GetProperty("cells").GetProperty(found.GetProperty("cells")[0].GetString()!);
        cell.GetProperty("seed").GetUInt64().Should().Be(1);
        cell.GetProperty("measurements")[0].GetProperty("name").GetString().Should().Be("loss");
        all.GetProperty("cells").EnumerateObject().Should().HaveCount(24);
        all.GetProperty("cells").EnumerateObject().SelectMany(c => c.Value.GetProperty("measurements").EnumerateArray())
            .Count(m => m.GetProperty("value").ValueKind == JsonValueKind.String && m.GetProperty("value").GetString() == "NaN").Should().Be(6);
    }

    [Fact]
    public void Scale_of_a_claim_that_is_not_planned_has_no_row()
    {
        using var site = new Site().Add(Samples.Claim());
        site.Content().Findings.Select(f => f.Scale).Should().Equal(Scale.Micro);
    }
}
