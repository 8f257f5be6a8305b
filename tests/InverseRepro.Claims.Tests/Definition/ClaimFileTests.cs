using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Definition;

public sealed class ClaimFileTests : IDisposable
{
    private const string Valid = """
        id: a-claim
        paper: "2412.06534"
        source: {section: "Abstract", quote: "the paper's words"}
        statement: A is better than B.
        tier: core
        varies: training runs
        estimand: {measurement: "a:x[4]", unit: "dB", better: lower, description: "what it is"}
        rule:
          all:
          - ratio: {of: "a:x", to: "b:x", each: [2, 3], at_least: 1.02, label: "error", reason: "why"}
          - monotone: {of: "a:y[*]", direction: decreasing, tolerance: 0.02, total: 0.1, reason: "why"}
        gates:
        - {measure: "target:accuracy", at_least: 0.8, scales: [micro], reason: "why"}
        controls:
        - {name: swapped, why: "must fail", replace: {"a": "b", "b": "a"}, keep: ["error"], seeds: 5}
        - {name: rotated, why: "must fail", rotate: depth}
        reported: ["a:z[*]"]
        beside:
        - {measure: "c:z[*]", scales: [real]}
        - {measure: "d:z"}
        scales:
          micro: {seeds: 6, minutes: 3}
          real: {seeds: 6, minutes: 12}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("claims").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("[\"a:x\", \"b:x\", \"c:x\"]", null)]
    [InlineData("[\"a:x\"]", "'of' names 1 different arms")]
    [InlineData("[\"a:x\", \"a:x\"]", "'of' names 1 different arms")]
    [InlineData("[\"a:x\", \"b:x[*]\"]", "'of' holds the series b:x[*]")]
    [InlineData("[\"a:x\", \"nonsense\"]", "'of' holds 'nonsense', which is no measurement reference")]
    public void A_rule_about_differences_names_single_numbers_of_different_arms(string arms, string? fault)
    {
        var text = $$"""
            id: a-claim
            paper: "2412.06534"
            source: {section: "Abstract", quote: "the paper's words"}
            statement: Arms differ.
            tier: core
            varies: training runs
            estimand: {measurement: "a:x", unit: "1", better: higher, description: "what it is"}
            rule:
              differs: {of: {{arms}}, label: "arms", reason: "why"}
            gates: []
            controls:
            - {name: rotated, why: "must fail", rotate: depth}
            reported: []
            scales:
              micro: {seeds: 6, minutes: 3}
            """;
        if (fault is null)
            RuleText.Of(ClaimFile.Read(Write(text)).Rule).Should().Be("a:x, b:x, c:x differ");
        else
            FluentActions.Invoking(() => ClaimFile.Read(Write(text))).Should().Throw<ClaimFileException>().WithMessage($"*{fault.Replace("[*]", "*")}*");
    }

    public static TheoryData<string, string> NoClaims() => new()
    {
        { "", "the file holds 0 documents; one claim a file" },
        { "a: b: c", "is no YAML: *" },
        { "just words", "a claim is no mapping; *" },
        { new string('[', 100_000), "is no YAML: nested deeper than 64 levels; one mapping with unique keys" },
        { string.Concat(Enumerable.Repeat("{a: ", 100_000)), "is no YAML: nested deeper than 64 levels; one mapping with unique keys" },
        { "a: &a [1]\nb: *b", "is no YAML: *" },
        { new string('#', 2 << 20), "cannot be read: it holds 2097152 bytes, and a claim at most 1048576; a readable file" },
        { Valid.Replace("seeds: 6, minutes: 12", "seeds: 2000000000, minutes: 12"), "scale 'real': 'seeds' is 2000000000; a whole number from 1" },
        { Valid.Replace("minutes: 12", "minutes: 1e999"), "scale 'real': 'minutes' is 1e999; minutes above 0" },
        { Valid.Replace("at_least: 0.8", "at_least: .nan"), "a gate: 'at_least' is .nan; a number" },
    };

    [Theory]
    [MemberData(nameof(NoClaims))]
    public void What_is_no_claim_is_refused_in_lines_that_say_why(string text, string fault) =>
        FluentActions.Invoking(() => ClaimFile.Read(Write(text))).Should().Throw<ClaimFileException>()
            .Which.Problems.Should().ContainMatch($"*.yaml:*: {fault}");

    [Fact]
    public void Reads_every_field()
    {
        var claim = ClaimFile.Read(Write(Valid));
        claim.Should().BeEquivalentTo(new
        {
            Id = "a-claim",
            Paper = "2412.06534",
            Source = new ClaimSource("Abstract", "the paper's words", null),
            Statement = "A is better than B.",
            Tier = Tier.Core,
            Unit = EvidenceUnit.Seed,
            Estimand = new Estimand(MeasurementReference.Parse("a:x[4]"), "dB", Direction.Lower, "what it is"),
        });
        claim.Gates.Should().ContainSingle().Which.Scales.Should().Equal(Scale.Micro);
        claim.At(Scale.Real).Gates.Should().BeEmpty();
        claim.Shown.Select(s => s.ToString()).Should().Equal("c:z[*]", "d:z", "a:z[*]");
        claim.At(Scale.Micro).Beside.Should().ContainSingle().Which.Measurement.Arm.Should().Be("d");
        claim.At(Scale.Real).Beside.Should().HaveCount(2);
        claim.Scales[Scale.Real].Should().Be(new ScalePlan(6, 12));
        claim.Controls[0].Replace.Should().Equal(new Dictionary<string, string> { ["a"] = "b", ["b"] = "a" });
        claim.Controls[1].Rotate.Should().Be(Rotation.Depth);
        claim.SeedsAt(Scale.Micro).Should().Equal(Enumerable.Range(1, 6).Select(i => new Seed((ulong)i)));
    }

    [Fact]
    public void Each_makes_a_part_of_every_stage()
    {
        var rule = ClaimFile.Read(Write(Valid)).Rule;
        rule.Should().BeOfType<Rule.All>().Which.Parts.Should().HaveCount(3);
        rule.Leaves().Select(RuleText.Label).Should().Equal("error stage 2", "error stage 3",
            "a:y[*] decreasing, each step back < 0.02, in all > 0.1");
        RuleText.Of(rule).Should().StartWith("all(a:x[2] / b:x[2] > 1.02; a:x[3] / b:x[3] > 1.02; ");
    }

    [Fact]
    public void A_part_of_the_rule_may_be_asked_at_one_scale_only()
    {
        const string Asked = "total: 0.1, scales: [micro],";
        ProblemsOf(Valid.Replace("total: 0.1,", Asked)).Should().ContainSingle()
            .Which.Should().EndWith("16: a control: 'name' is 'rotated', which changes nothing at scale real; "
                + "keep only parts that are not asked there, or change one that is");
        var kept = Valid.Replace("rotate: depth", "rotate: depth, keep: [detail]").Replace("total: 0.1,", "total: 0.1, label: detail,");
        var claim = ClaimFile.Read(Write(kept.Replace("total: 0.1,", Asked)));
        claim.At(Scale.Micro).Rule.Leaves().Should().HaveCount(3);
        claim.At(Scale.Real).Rule.Leaves().Should().HaveCount(2).And.AllBeOfType<Rule.Ratio>();
        claim.At(Scale.Real).Controls.Should().ContainSingle("the other control keeps nothing that is asked there");
        RuleHash.Text(claim, Scale.Real).Should().NotContain("decreasing").And.NotBe(RuleHash.Text(ClaimFile.Read(Write(kept)), Scale.Real));
        RuleHash.Of(claim, Scale.Micro).Should().Be(RuleHash.Of(ClaimFile.Read(Write(kept)), Scale.Micro));
    }

    [Theory]
    [InlineData("tier: core", "tier: minor", "5: a claim: 'tier' is 'minor'; allowed: core, extended")]
    [InlineData("tier: core", "tyer: core", "1: a claim: 'tier' is missing; allowed: core, extended",
        "5: a claim has an unknown key 'tyer'; allowed: id, paper, source, statement, tier, varies, estimand, rule, gates, controls, beside, reported, scales")]
    [InlineData("tier: core", "tier: core\ntier: core", "6: is no YAML: Duplicate key tier; one mapping with unique keys")]
    [InlineData("id: a-claim", "id: another", "1: a claim: 'id' is 'another'; the file's name, 'a-claim'")]
    [InlineData("id: a-claim", "id: A claim", "1: a claim: 'id' is 'A claim'; words of a-z and 0-9 joined by -")]
    [InlineData("\"2412.06534\"", "Inverse TVM", "2: a claim: 'paper' is 'Inverse TVM'; an arXiv number such as \"2412.06534\"")]
    [InlineData(", quote: \"the paper's words\"", "", "3: source says neither what the paper says nor what the claim follows from; quote, note or both")]
    [InlineData("statement: A is better than B.", "statement:", "4: a claim: 'statement' is no text; one falsifiable sentence")]
    [InlineData("varies: training runs", "varies: seeds", "6: a claim: 'varies' is 'seeds'; allowed: training runs, images")]
    [InlineData("a:x[4]", "a.x", "7: estimand: 'measurement' is 'a.x', which is no measurement reference; " + MeasurementReference.Grammar)]
    [InlineData("at_least: 1.02", "at_least: -1", "10: rule 'ratio': 'at_least' is -1; a number above 0")]
    [InlineData("at_least: 1.02", "at_least: .inf", "10: rule 'ratio': 'at_least' is .inf; a number above 0")]
    [InlineData(", reason: \"why\"}\n  - mono", "}\n  - mono", "10: rule 'ratio': 'reason' is missing; one sentence: why this margin")]
    [InlineData("each: [2, 3]", "each: [2, 2]", "10: rule 'ratio': 'each' does not name its stages; different whole numbers from 0, as in [2, 3, 4]")]
    [InlineData("of: \"a:x\"", "of: \"a:x[1]\"", "10: rule 'ratio': 'each' meets a reference that has an index already; references without an index, or no 'each'")]
    [InlineData("- ratio:", "- ratios:", "10: a rule has an unknown key 'ratios'; allowed: all, any, greater, equivalent, ratio, monotone, trend, differs, deterministic",
        "10: a rule has 0 kinds; exactly one of all, any, greater, equivalent, ratio, monotone, trend, differs, deterministic")]
    [InlineData("a:y[*]", "a:y", "11: rule 'monotone': 'of' is the single number a:y; a series: [*], [1..4] or [1,2,4]")]
    [InlineData("a:y[*]", "a:y[3,2]", "11: rule 'monotone': 'of' is 'a:y[3,2]', which is no measurement reference; " + MeasurementReference.Grammar)]
    [InlineData("at_least: 0.8", "at_least: high", "13: a gate: 'at_least' is high; a number")]
    [InlineData("at_least: 0.8, ", "", "13: a gate has 0 conditions; exactly one of at_least, above, at_most, below, equal")]
    [InlineData("scales: [micro]", "scales: [gpu]", "13: a gate: 'scales' names 'gpu'; scales of this claim: micro, real")]
    [InlineData("total: 0.1,", "total: 0.1, scales: [paper],", "22: scales: 'paper' is where a part of the rule is asked, but is not planned; scales of this claim: micro, real",
        "16: a control: 'name' is 'rotated', which changes nothing at scale micro; keep only parts that are not asked there, or change one that is",
        "16: a control: 'name' is 'rotated', which changes nothing at scale real; keep only parts that are not asked there, or change one that is")]
    [InlineData("total: 0.1,", "total: 0.1, scales: [huge],", "11: rule 'monotone': 'scales' names 'huge'; allowed: micro, real, gpu, paper")]
    [InlineData("\"b\": \"a\"", "\"c\": \"a\"", "15: a control: 'replace' of control 'swapped' names 'c', which its rule never reads; it reads a:x, b:x")]
    [InlineData("\"b\": \"a\"", "\"b\": \"a:x\"", "15: a control cannot replace 'b' by 'a:x'; two different ones, both experiment[@variant] or experiment[@variant]:name")]
    [InlineData("keep: [\"error\"]", "keep: [\"fault\"]", "15: a control: 'keep' names 'fault', which is no label of the rule; allowed: error stage 2, error stage 3")]
    [InlineData("seeds: 5}", "seeds: 4}", "15: a control: 'seeds' is 4; at least 5, the rule's minimum, and at most the seeds of every scale")]
    [InlineData(", rotate: depth", "", "16: control 'rotated' changes nothing; replace, rotate or both")]
    [InlineData(", rotate: depth", ", rotate: depth, keep: [error]",
        "16: a control: 'rotate' is 'depth', which moves nothing in the rule of control 'rotated'; seeds where a part compares two measurements, depth where a part is monotone, trend or differs")]
    [InlineData("name: rotated", "name: swapped", "14: a claim: 'controls' names 'swapped' twice; a name of its own for each control")]
    [InlineData("a:z[*]", "a:z[]", "17: 'a:z[]' is no measurement reference; " + MeasurementReference.Grammar)]
    [InlineData("c:z[*]", "c.z", "19: a measurement beside: 'measure' is 'c.z', which is no measurement reference; " + MeasurementReference.Grammar)]
    [InlineData("scales: [real]", "scales: [gpu]", "19: a measurement beside: 'scales' names 'gpu'; scales of this claim: micro, real")]
    [InlineData("{measure: \"d:z\"}", "{measure: \"d:z\", at_least: 1}", "20: a measurement beside has an unknown key 'at_least'; allowed: measure, scales")]
    [InlineData("{measure: \"d:z\"}", "\"d:z\"", "20: a measurement beside is no mapping; its keys: measure, scales")]
    [InlineData("seeds: 6, minutes: 3", "seeds: 4, minutes: 0", "22: scale 'micro': 'minutes' is 0; minutes above 0",
        "22: scale 'micro': 'seeds' is 4; at least 5, below which the rule cannot be supported",
        "15: a control: 'seeds' is 5; at least 5, the rule's minimum, and at most the seeds of every scale")]
    [InlineData("real: {seeds: 6", "real: {seeds: 2.5", "23: scale 'real': 'seeds' is 2.5; a whole number from 1",
        "15: a control: 'seeds' is 5; at least 5, the rule's minimum, and at most the seeds of every scale")]
    public void Says_what_is_wrong_where_and_what_is_allowed(string valid, string broken, params string[] problems) =>
        ProblemsOf(Valid.Replace(valid, broken)).Should().BeEquivalentTo(problems.Select(p => $"{Path.Combine(_folder, "a-claim.yaml")}:{p}"));

    [Fact]
    public void Reports_everything_at_once_in_the_order_of_lines()
    {
        var broken = Valid.Replace("tier: core", "tier: minor").Replace("better: lower", "better: less").Replace("minutes: 12", "minutes: soon");
        ProblemsOf(broken).Select(p => p[(p.LastIndexOf(".yaml:", StringComparison.Ordinal) + 6)..]).Should().Equal(
            "5: a claim: 'tier' is 'minor'; allowed: core, extended",
            "7: estimand: 'better' is 'less'; allowed: higher, lower",
            "23: scale 'real': 'minutes' is soon; minutes above 0");
    }

    [Fact]
    public void A_claim_needs_a_control()
    {
        var lines = Valid.Split('\n').Where(l => !l.StartsWith("- {name", StringComparison.Ordinal));
        ProblemsOf(string.Join('\n', lines)).Should().ContainSingle().Which.Should().Contain(":14: a claim: 'controls' is no list; a list of controls");
        ProblemsOf(string.Join('\n', lines).Replace("controls:", "controls: []")).Should().ContainSingle()
            .Which.Should().Contain(":14: a claim: 'controls' has no entry; at least one control in which the claim must fail");
    }

    [Theory]
    [InlineData("", "the file holds 0 documents; one claim a file")]
    [InlineData("a: 1\n---\nb: 1", "the file holds 2 documents; one claim a file")]
    [InlineData("a: [1", "is no YAML")]
    [InlineData("- a", "a claim is no mapping")]
    public void Refuses_what_is_no_claim(string text, string problem) => ProblemsOf(text)[0].Should().Contain(problem);

    [Fact]
    public void Over_images_refuses_what_orders_stages()
    {
        var problems = ProblemsOf(Valid.Replace("training runs", "images"));
        problems.Should().Contain(p => p.EndsWith("10: rule 'ratio': 'each' is given; over images no 'each': the index counts images"));
        problems.Should().Contain(p => p.EndsWith("11: rule 'monotone': 'of' is read by 'monotone', which orders stages; over images: greater, equivalent, ratio, deterministic"));
        problems.Should().Contain(p => p.EndsWith("22: scale 'micro': 'seeds' is 6; 1: a claim about images reads one checkpoint"));
    }

    [Fact]
    public void Rules_nested_without_end_are_refused() =>
        ProblemsOf(Valid.Replace("rule:\n  all:", "rule: &loop\n  all:\n  - *loop"))
            .Should().ContainSingle(p => p.Contains("'all' is nested too deeply; at most 8 levels"));

    [Fact]
    public void Library_reports_all_files_and_ids_given_twice()
    {
        Write(Valid);
        Directory.CreateDirectory(Path.Combine(_folder, "other"));
        File.WriteAllText(Path.Combine(_folder, "other", "a-claim.yaml"), Valid);
        File.WriteAllText(Path.Combine(_folder, "broken.yaml"), Valid);
        FluentActions.Invoking(() => ClaimLibrary.Load(_folder)).Should().Throw<ClaimFileException>().Which.Problems.Should().Equal(
            $"{_folder}/broken.yaml:1: a claim: 'id' is 'a-claim'; the file's name, 'broken'",
            $"{_folder}/other/a-claim.yaml:1: id 'a-claim' is taken by {_folder}/a-claim.yaml; an id of its own for each claim");
    }

    [Fact]
    public void Library_overlooks_no_claim()
    {
        File.WriteAllText(Path.Combine(_folder, "b-claim.yml"), Valid);
        FluentActions.Invoking(() => ClaimLibrary.Load(_folder)).Should().Throw<ClaimFileException>()
            .WithMessage("*b-claim.yml:1: would be overlooked; claim files end in .yaml");
    }

    [Fact]
    public void Library_names_a_folder_that_is_not_there() =>
        FluentActions.Invoking(() => ClaimLibrary.Load(Path.Combine(_folder, "none"))).Should().Throw<ClaimFileException>()
            .WithMessage("*none:1: no such folder; the folder that holds the claim files");

    private IReadOnlyList<string> ProblemsOf(string yaml)
    {
        var path = Write(yaml);
        return FluentActions.Invoking(() => ClaimFile.Read(path)).Should().Throw<ClaimFileException>().Which.Problems;
    }

    private string Write(string yaml)
    {
        var path = Path.Combine(_folder, "a-claim.yaml");
        File.WriteAllText(path, yaml);
        return path;
    }
}
