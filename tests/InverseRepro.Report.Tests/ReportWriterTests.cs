using System.Text.RegularExpressions;
using System.Xml.Linq;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;
using InverseRepro.Report.Tests.Pictures;

namespace InverseRepro.Report.Tests;

public sealed class ReportWriterTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void The_index_tells_of_every_claim_at_every_scale_it_is_planned_for()
    {
        var claim = Samples.Claim(real: true);
        var rows = _site.Measure().Add(claim).Decide(claim).Page().Descendants("tr").Where(r => r.Ancestors("tbody").Any()).Select(r => r.Value).ToList();
        rows[0].Should().Contain("Colour fades with depth.").And.Contain("“deeper layers lose colour”").And.Contain("✔ supported").And.Contain("1.013 [1.005, 1.020] dB");
        rows[1].Should().Contain("real").And.Contain("not measured").And.Contain("No run has measured this yet");
    }

    [Fact]
    public void Without_claims_or_runs_the_pages_say_so()
    {
        _site.Page().Descendants("p").Select(p => p.Value).Should().Contain("There are no claims yet.");
        _site.Add(Samples.Claim()).Page().Value.Should().Contain("Nothing was measured yet");
        _site.Read("claims/toy-claim.html").Value.Should().Contain("No run has measured this yet").And.Contain("repro run toy-claim --scale micro");
    }

    [Fact]
    public void A_claims_page_holds_what_decided_it_and_where_that_comes_from()
    {
        var claim = Samples.Claim();
        var page = _site.Measure().Add(claim).Decide(claim).NewRun("fedcba").Decide(claim).Page("claims/toy-claim.html");
        page.Descendants("h1").Single().Value.Should().Be("Colour fades with depth.");
        page.Descendants("blockquote").Single().Value.Should().Contain("deeper layers lose colour");
        page.Descendants("figure").Count(f => f.HasClass("part")).Should().Be(2);
        page.Descendants("svg").Count(s => s.HasClass("history")).Should().Be(1);
        var tables = page.Descendants("table").ToDictionary(t => t.Element("caption")!.Value, t => t.Value);
        tables["Measurements by seed"].Should().Contain("toy:loss").And.Contain("seed 6");
        tables["Negative controls"].Should().Contain("swapped").And.Contain("contradicted");
        tables["Verdicts, newest first"].Should().Contain("fedcba with local changes");
        tables["The 12 cells behind it"].Should().Contain("30.0 s").And.Contain("256 MiB");
        page.Value.Should().Contain("System libtorch 1.13").And.Contain("cpu-avx2").And.Contain("xunit 2.9.3");
    }

    [Fact]
    public void A_claims_page_holds_what_was_measured_beside_the_decision()
    {
        var claim = Samples.Claim() with { Beside = [new BesideMeasurement(MeasurementReference.Parse("aside:steps[*]"), [])] };
        for (ulong seed = 1; seed <= Samples.Seeds; seed++)
            _site.Cell("aside", seed, [new("steps", 4, 0.125 * seed, "1")]);
        var page = _site.Measure().Add(claim).Decide(claim).Page("claims/toy-claim.html");
        page.Descendants("table").Single(t => t.Element("caption")!.Value == "Measurements by seed").Value.Should().Contain("aside:steps[4]").And.Contain("0.375");
    }

    [Fact]
    public void An_inconclusive_verdict_says_what_would_settle_it()
    {
        var claim = Samples.Claim();
        _site.Measure(effect: 0.09).Add(claim).Decide(claim).Page("claims/toy-claim.html").Value.Should().MatchRegex("What would settle it. (About \\d+ seeds|6 seeds were run)");
    }

    [Fact]
    public void A_failed_gate_is_what_has_to_change()
    {
        var claim = Samples.Claim();
        _site.Measure(accuracy: 0.3).Add(claim).Decide(claim).Page("claims/toy-claim.html").Value
            .Should().Contain("More seeds do not help: toy:accuracy ≥ 0.5 must hold first, and its worst is 0.3.");
    }

    [Fact]
    public void A_claim_file_that_was_changed_since_is_told_from_its_verdict()
    {
        _site.Measure().Add(Samples.Claim() with { Gates = [] }).Decide(Samples.Claim()).Page("claims/toy-claim.html").Value
            .Should().Contain("The claim file says something else now");
    }

    [Fact]
    public void Text_of_a_claim_never_becomes_markup()
    {
        const string hostile = "</p><script>alert(1)</script> a < b & \"c\" @x {{y}} <img src=x onerror=alert(1)>";
        var claim = Samples.Claim(statement: hostile, quote: hostile, paper: hostile);
        foreach (var page in new[] { "index.html", "claims/toy-claim.html" })
        {
            var root = _site.Measure().Add(claim).Decide(claim).Page(page);
            root.Descendants("script").Should().BeEmpty();
            root.Descendants("img").Should().BeEmpty();
            root.Value.Should().Contain(hostile);
        }
    }

    [Fact]
    public void A_network_gathers_what_was_measured_on_it()
    {
        using var site = new Site
        {
            Experiments =
            [
                Define("toy", "Trains a toy."), Define("probe", "Looks into the toy.", new Requirement.Cell("toy")),
            ],
        };
        var page = site.Measure().Cell("probe", 1, [new("depth", null, 3, "1")]).Add(Samples.Claim()).Page("networks/toy.micro.html");
        page.Descendants("svg").Should().Contain(s => s.HasClass("heat")).And.Contain(s => s.HasClass("lines"));
        page.Value.Should().Contain("Trains a toy.").And.Contain("probe:depth").And.Contain("Looks into the toy.");
        page.Descendants("a").Select(a => a.Attribute("href")!.Value).Should().Contain("../claims/toy-claim.html");
        Directory.GetFiles(Path.Combine(site.Pages, "networks")).Select(Path.GetFileName).Should().BeEquivalentTo(["toy.micro.html", "toy@worse.micro.html"]);
    }

    [Fact]
    public void A_grid_of_reconstructions_has_a_slider_and_the_whole_picture_without_scripts()
    {
        var page = _site.Measure(pictures: _ => Grid()).Add(Samples.Claim()).Page("networks/toy.micro.html");
        var sweep = page.Descendants("figure").Single(f => f.HasClass("sweep"));
        sweep.Descendants("input").Single().Attribute("max")!.Value.Should().Be("4");
        sweep.Descendants("div").Count(d => d.HasClass("tile")).Should().Be(3);
        sweep.Descendants("img").Single().Attribute("alt")!.Value.Should().Contain("reconstructions.png").And.Contain("seed 1").And.Contain("reconstruction 4");
        page.Descendants("img").Should().HaveCount(6);
    }

    [Fact]
    public void Pictures_lie_beside_the_pages()
    {
        var claim = Samples.Claim();
        var page = _site.Measure(pictures: _ => Grid()).Add(claim).Decide(claim).Page("claims/toy-claim.html");
        var source = page.Descendants("img").Single().Attribute("src")!.Value;
        File.ReadAllBytes(Path.GetFullPath(Path.Combine(_site.Pages, "claims", Uri.UnescapeDataString(source)))).Should().Equal(Grid()["reconstructions.png"]);
    }

    [Fact]
    public void A_missing_or_damaged_picture_is_said_to_be_so()
    {
        _site.Measure(pictures: _ => Grid()).Add(Samples.Claim());
        File.Delete(_site.PictureOf("toy", 1, "reconstructions.png"));
        File.WriteAllText(_site.PictureOf("toy", 2, "reconstructions.png"), "other");
        var page = _site.Page("networks/toy.micro.html");
        page.Descendants("img").Should().HaveCount(4);
        page.Value.Should().Contain("reconstructions.png of toy, seed 1: the file is missing").And.Contain("seed 2: the file is damaged");
    }

    [Fact]
    public void A_broken_baseline_is_named_and_the_rest_is_shown()
    {
        var claim = Samples.Claim();
        var folder = Path.Combine(_site.Folder, "baselines", "micro");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "toy-claim.verified.json"), "no baseline");
        _site.Measure().Add(claim).Decide(claim).Page("index.html", new BaselineFolder(Path.GetDirectoryName(folder)!)).Value
            .Should().Contain("✔ supported").And.Contain("What could not be read").And.Contain("toy-claim.verified.json");
    }

    [Fact]
    public void A_claim_without_a_baseline_is_not_as_stored()
    {
        var claim = Samples.Claim();
        _site.Measure().Add(claim).Decide(claim).Page("index.html", new BaselineFolder(Path.Combine(_site.Folder, "none")))
            .Descendants("td").Single(c => c.HasClass("alarm")).Value.Should().Be("no baseline");
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(_site.Pages, "claims"));
        File.WriteAllText(Path.Combine(_site.Pages, "claims", "mine.yaml"), "id: mine");
        _site.Invoking(s => s.Page()).Should().Throw<ReportException>().WithMessage("*holds something that is no report; name an empty or new folder with --out");
        File.Exists(Path.Combine(_site.Pages, "claims", "mine.yaml")).Should().BeTrue();
    }

    [Fact]
    public void Pages_of_claims_that_are_gone_go_too()
    {
        _site.Add(Samples.Claim("old-claim")).Page();
        using var other = new Site();
        ReportWriter.Write(_site.Pages, other.Add(Samples.Claim("new-claim")).Content(), new Claims.Storing.ArtefactStore(_site.Folder));
        Directory.GetFiles(Path.Combine(_site.Pages, "claims")).Select(Path.GetFileName).Should().Equal("new-claim.html");
    }

    [Fact]
    public void Every_chart_has_words_every_table_a_caption_every_picture_a_text_and_headings_skip_no_level()
    {
        var claim = Samples.Claim();
        _site.Measure(pictures: _ => Grid()).Add(claim).Decide(claim).Page();
        foreach (var path in new[] { "index.html", "claims/toy-claim.html", "networks/toy.micro.html" })
        {
            var page = _site.Read(path);
            page.Descendants("svg").Should().OnlyContain(s => s.Attribute("aria-label") != null || (string?)s.Attribute("aria-hidden") == "true", path);
            page.Descendants("table").Should().OnlyContain(t => t.Elements("caption").Count() == 1, path);
            page.Descendants("img").Where(i => i.Attribute("alt")!.Value.Length < 10).Should().BeEmpty(path);
            page.Descendants("th").Should().OnlyContain(h => h.Attribute("scope") != null, path);
            var levels = page.Descendants().Where(e => Regex.IsMatch(e.Name.LocalName, "^h[1-6]$")).Select(h => h.Name.LocalName[1] - '0').ToList();
            levels[0].Should().Be(1);
            levels.Zip(levels.Skip(1)).Should().OnlyContain(pair => pair.Second <= pair.First + 1, path);
        }
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere_and_only_the_slider_is_a_script()
    {
        _site.Measure(pictures: _ => Grid()).Add(Samples.Claim()).Page();
        foreach (var file in Directory.EnumerateFiles(_site.Pages, "*.html", SearchOption.AllDirectories))
        {
            var page = Html.Parse(File.ReadAllText(file));
            page.Descendants().Attributes().Where(a => a.Name == "src" || a.Parent!.Name == "link" && a.Name == "href")
                .Should().OnlyContain(a => !a.Value.Contains("//"));
            page.Descendants("script").Where(s => s.Value != "" || s.Attribute("src")!.Value != "../slider.js").Should().BeEmpty();
            page.Descendants().Attributes().Should().OnlyContain(a => !a.Name.LocalName.StartsWith("on"));
        }
    }

    private static Dictionary<string, byte[]> Grid() => new() { ["reconstructions.png"] = TestPng.Grid(5, 3) };

    private static Experiment Define(string name, string summary, params Requirement[] requirements) => Experiment.Define(name, summary,
        new Dictionary<(Scale, string), object> { [(Scale.Micro, CellId.DefaultVariant)] = new() }, _ => requirements, (_, _) => { });
}
