using System.Security.Cryptography;
using System.Xml.Linq;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Report.Tests;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("repro-report-").FullName;
    private readonly ArtefactStore _artefacts;

    public ReportWriterTests() => _artefacts = new ArtefactStore(Path.Combine(_folder, "artefacts"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_page_is_well_formed_and_holds_the_table_and_a_section_a_claim()
    {
        var page = Page(Samples.Reported());
        page.Descendants("table").First().Value.Should().Contain("toy-claim").And.Contain("1.83 [1.74, 1.90] dB").And.Contain("as stored");
        page.Descendants("section").Single(s => s.Attribute("id") is not null).Attribute("id")!.Value.Should().Be("toy-claim");
        page.Descendants("blockquote").Single().Value.Should().Contain("deeper layers lose colour");
    }

    [Fact]
    public void Text_of_a_claim_never_becomes_markup()
    {
        const string hostile = "</p><script>alert(1)</script> a < b & \"c\"";
        var page = Page(Samples.Reported(hostile));
        page.Descendants("script").Should().BeEmpty();
        page.Descendants("p").Select(p => p.Value).Should().Contain(hostile);
    }

    [Fact]
    public void Every_seed_has_its_column_and_non_finite_values_are_shown()
    {
        var table = Page(Samples.Reported()).Descendants("table").Single(t => t.Element("caption")!.Value == "Measurements by seed");
        table.Descendants("thead").Single().Descendants("th").Select(h => h.Value).Should().Equal("measurement", "unit", "seed 1", "seed 2");
        table.Descendants("tbody").Single().Elements("tr").Select(r => r.Value).Should().Contain("toy:loss[1]dB2.53.5")
            .And.Contain("toy:loss[2]dBNaNNaN");
    }

    [Fact]
    public void The_plot_says_in_words_what_it_draws() =>
        Page(Samples.Reported()).Descendants("svg").Single().Attribute("aria-label")!.Value.Should().Be("loss: 1.83 [1.74, 1.90] dB, margin 0.1 dB");

    [Fact]
    public void No_element_but_the_void_ones_is_self_closed()
    {
        Page(Samples.Reported());
        var html = File.ReadAllText(Path.Combine(_folder, "report", "index.html"));
        System.Text.RegularExpressions.Regex.Matches(html, @"<(\w+)[^<>]*/>").Select(m => m.Groups[1].Value)
            .Should().OnlyContain(name => name == "meta" || name == "link" || name == "img" || name == "line" || name == "circle");
    }

    [Fact]
    public void Pictures_are_copied_beside_the_page_with_words_for_those_who_do_not_see_them()
    {
        var image = Page(Samples.Reported(artefacts: Picture("grid one.png", "picture"))).Descendants("img").First();
        image.Attribute("alt")!.Value.Should().Contain("grid one.png").And.Contain("seed 1");
        File.ReadAllText(Path.Combine(_folder, "report", Uri.UnescapeDataString(image.Attribute("src")!.Value))).Should().Be("picture");
    }

    [Fact]
    public void The_first_seed_is_shown_at_once_and_the_rest_folded()
    {
        var page = Page(Samples.Reported(artefacts: Picture("grid.png", "picture")));
        page.Descendants("section").First().Descendants("img").Should().ContainSingle();
        page.Descendants("details").First().Descendants("img").Should().HaveCount(2);
    }

    [Fact]
    public void A_damaged_picture_is_named_and_left_out()
    {
        var picture = Picture("grid.png", "picture");
        File.WriteAllText(Path.Combine(_artefacts.Root, picture.Path), "other!!");
        var page = Page(Samples.Reported(artefacts: picture));
        page.Descendants("img").Should().BeEmpty();
        page.Descendants("li").Select(l => l.Value).Should().Contain(text => text.Contains("grid.png") && text.Contains("damaged"));
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere() => Page(Samples.Reported()).DescendantsAndSelf().Attributes()
        .Where(a => a.Name == "src" || a.Parent!.Name == "link").Where(a => a.Name == "src" || a.Name == "href")
        .Should().OnlyContain(a => !a.Value.Contains("//"));

    private ArtefactRecord Picture(string name, string content)
    {
        var path = Path.Combine("cells", "key", name);
        Directory.CreateDirectory(Path.Combine(_artefacts.Root, "cells", "key"));
        File.WriteAllText(Path.Combine(_artefacts.Root, path), content);
        return new ArtefactRecord(name, path, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content))), content.Length);
    }

    private XElement Page(ReportClaim claim)
    {
        var path = ReportWriter.Write(Path.Combine(_folder, "report"), [claim], Scale.Micro, _artefacts, TimeProvider.System);
        File.Exists(Path.Combine(_folder, "report", "report.css")).Should().BeTrue();
        return XDocument.Parse(File.ReadAllText(path)).Root!;
    }
}
