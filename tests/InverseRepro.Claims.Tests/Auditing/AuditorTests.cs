using InverseRepro.Claims.Auditing;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Tests.Baselines;
using InverseRepro.Claims.Tests.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Auditing;

public sealed class AuditorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly ArtefactStore _artefacts;
    private readonly BaselineFolder _baselines;

    public AuditorTests()
    {
        _store = SqliteStore.Open(_folder["repro.db"], TimeProvider.System);
        _artefacts = new ArtefactStore(_folder["artifacts"]);
        _baselines = new BaselineFolder(_folder["baselines"]);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private AuditReport Audit() => Auditor.Run(_store, [CheaperClaim.Claim], _baselines, _artefacts);

    private ArtefactRecord Sound()
    {
        using var draft = _artefacts.Begin("aa");
        File.WriteAllText(Path.Combine(draft.Folder, "model"), "weights");
        var artefact = draft.Commit().Single();
        var (run, verdict) = CheaperClaim.Fill(_store, artefact: artefact);
        _baselines.WriteReceived(BaselineRecorder.Record(CheaperClaim.Claim, verdict, _store, run));
        _baselines.Accept(CheaperClaim.Claim, Scale.Micro, _store, continuousIntegration: false);
        return artefact;
    }

    private Verdict Latest => _store.Verdicts("toy-cheaper", Scale.Micro)[0].Verdict;

    private void Tamper(Verdict verdict) => _store.Record(1, verdict);

    [Fact]
    public void Finds_nothing_in_a_sound_record_and_loads_no_tensor_library()
    {
        Sound();
        var report = Audit();
        report.Findings.Should().BeEmpty();
        report.Passed.Should().BeTrue();
        report.Should().BeEquivalentTo(new { Verdicts = 1, Cells = 18, Artefacts = 1, Baselines = 1 });
        AppDomain.CurrentDomain.GetAssemblies().Should().NotContain(a => a.GetName().Name!.Contains("Torch", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void An_empty_record_is_not_green() => Audit().Passed.Should().BeFalse();

    [Fact]
    public void Finds_a_verdict_that_the_values_do_not_give()
    {
        Sound();
        Tamper(Latest with { Outcome = Outcome.Contradicted });
        Audit().Findings.Single().ToString().Should().Match("verdict toy-cheaper micro: stored as contradicted, the values give supported (*)*");
    }

    [Fact]
    public void Recomputes_earlier_verdicts_too_and_counts_those_of_other_rules()
    {
        Sound();
        var latest = Latest;
        var keys = ClaimCells.Of(CheaperClaim.Claim, Scale.Micro).Select(c => _store.Latest(c)!.Key).ToList();
        _store.Record(1, latest with { Outcome = Outcome.Contradicted }, keys);
        _store.Record(1, latest with { RuleHash = "00ff" }, keys);
        _store.Record(1, latest, keys);
        var report = Audit();
        report.Findings.Single().ToString().Should().Match(
            "verdict toy-cheaper micro: earlier verdict, run 1: stored as contradicted, the values give supported (*); the stored values or the verdict were changed");
        (report.Verdicts, report.Superseded).Should().Be((2, 2), "the first verdict's cells were not told, the third's rule is another");
    }

    [Fact]
    public void Finds_that_a_cell_of_a_verdict_is_gone()
    {
        Sound();
        _store.Record(1, Latest, [.. ClaimCells.Of(CheaperClaim.Claim, Scale.Micro).Select(c => _store.Latest(c)!.Key)]);
        RawDatabase.Execute(_folder["repro.db"], "PRAGMA foreign_keys = OFF; DELETE FROM measurements WHERE cell = 7; DELETE FROM artefacts WHERE cell = 7; DELETE FROM cells WHERE id = 7");
        Audit().Findings.Single().ToString().Should().Match(
            "store toy-cheaper micro: store '*': damaged (cell 7, which a verdict was decided from, is gone); nothing was changed; restore a copy, or move it away and run again");
    }

    [Fact]
    public void Finds_an_effect_that_the_values_do_not_give()
    {
        Sound();
        Tamper(Latest with { Effect = Latest.Effect! with { Lower = 1.9999 } });
        Audit().Findings.Select(f => f.Problem).First().Should().Be("stored effect 2 [1.9999, 2] 1 against 0.5, the values give 2 [2, 2] 1 against 0.5; the stored values or the verdict were changed");
    }

    [Fact]
    public void Finds_a_rule_changed_after_the_verdict()
    {
        Sound();
        Tamper(Latest with { RuleHash = "00ff" });
        Audit().Findings.Single().ToString().Should().StartWith("rule toy-cheaper micro: decided by rule 00ff, the claim declares ");
    }

    [Fact]
    public void Finds_a_seed_that_counts_twice()
    {
        Sound();
        Tamper(Latest with { Seeds = [.. Latest.Seeds, new Seed(6)] });
        Audit().Findings.Single().ToString().Should().Be("seeds toy-cheaper micro: seed 6 counts 2 times");
    }

    [Fact]
    public void Finds_a_cell_that_stands_for_two_seeds()
    {
        Sound();
        _store.Record(1, _store.Latest(Records.Cell(2, "target").Id)! with { Key = "t1" });
        Audit().Findings.Single().ToString().Should().Be("seeds toy-cheaper micro: seeds 1, 2 of target have the same content key");
    }

    [Fact]
    public void Finds_a_control_that_is_supported()
    {
        Sound();
        Tamper(Latest with { Controls = [new ControlVerdict("swapped", Outcome.Supported, "2 > 0.5")] });
        Audit().Findings.Select(f => f.Check).Should().Equal(AuditCheck.Verdict, AuditCheck.Control);
    }

    [Fact]
    public void Finds_a_damaged_artefact_once()
    {
        var artefact = Sound();
        File.WriteAllText(_artefacts.Verified(artefact), "WEIGHTS");
        Audit().Findings.Single().ToString().Should().Be("artefact toy-cheaper micro: 'cells/aa/model' is damaged: its SHA-256 is not the recorded one");
    }

    [Fact]
    public void Finds_missing_dangling_and_edited_baselines()
    {
        Sound();
        var file = _folder["baselines/micro/toy-cheaper.verified.json"];
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("\"outcome\": \"supported\"", "\"outcome\": \"contradicted\""));
        Audit().Findings.Single().ToString().Should().StartWith("baseline toy-cheaper micro: says contradicted; its values give supported (");
        File.Move(file, _folder["baselines/micro/gone.verified.json"]);
        Audit().Findings.Select(f => f.ToString()).Should().Equal(
            "baseline toy-cheaper micro: none at a scale that the claim plans; measure and accept one: repro verify toy-cheaper, then repro accept toy-cheaper",
            $"baseline {_folder["baselines/micro/gone.verified.json"]}: no such claim at this scale; delete the file, or restore the claim");
    }

    [Fact]
    public void Says_when_cells_are_newer_than_the_verdict()
    {
        Sound();
        _store.Record(1, Records.Cell(1, "end-to-end", "e9", new Measurement("cost", null, -9, "1")) with { Finished = DateTimeOffset.MaxValue });
        Audit().Findings.First().Problem.Should().EndWith("; cells were measured after that run: decide again with repro run");
    }

    [Fact]
    public void Reads_the_cells_that_a_verdict_was_decided_from()
    {
        Sound();
        _store.Record(1, Latest, [.. _store.Cells(1).Select(c => c.Key)]);
        _store.Record(1, Records.Cell(1, "end-to-end", "e9", new Measurement("cost", null, -9, "1")));
        Audit().Findings.Should().BeEmpty("the newer cell belongs to another run");
    }

    [Fact]
    public void Says_all_that_differs()
    {
        Sound();
        Tamper(Latest with
        {
            Fragile = true,
            Parts = [Latest.Parts[0] with { Outcome = Outcome.Inconclusive }, .. Latest.Parts.Skip(2)],
            Gates = [Latest.Gates[0] with { Passed = false }],
            Controls = [Latest.Controls[0] with { Outcome = Outcome.Inconclusive }],
        });
        Audit().Findings.Select(f => f.Problem.Split(';')[0]).Should().Equal("stored as fragile, the values say otherwise",
            "part 'cost': stored as inconclusive, the values give supported", "part 'time': not stored",
            "gate target:accuracy ≥ 0.8 passes by its values, and is stored otherwise", "control 'swapped' is contradicted by its values, and stored otherwise");
    }

    [Fact]
    public void Finds_seeds_that_were_not_planned()
    {
        Sound();
        var five = Latest.Seeds.Take(5).ToList();
        Tamper(Decider.Decide(CheaperClaim.Claim, Scale.Micro, new StoreEvidence(_store), five));
        Audit().Findings.Single().ToString().Should().Be("seeds toy-cheaper micro: decided on seeds 1, 2, 3, 4, 5; planned are 1 to 6: repro run toy-cheaper");
    }

    [Fact]
    public void Finds_claims_without_a_test_and_tests_without_a_claim()
    {
        Sound();
        Directory.CreateDirectory(_folder["tests"]);
        File.WriteAllText(_folder["tests/A.cs"], "    [Claim(\"toy-gone\")]\n    public void A() { }\n    [Claim(\"toy-twice\")]\n    [Claim(\"toy-twice\")]\n    // [Claim(\"toy-cheaper\")]\n");
        var report = Auditor.Run(_store, [CheaperClaim.Claim, CheaperClaim.Claim with { Id = "toy-twice", Scales = new Dictionary<Scale, InverseRepro.Claims.Definition.ScalePlan>() }],
            _baselines, _artefacts, _folder["tests"]);
        report.Tests.Should().Be(3);
        report.Findings.Select(f => f.ToString()).Should().Equal("test toy-cheaper: has no test; write one with [Claim(\"toy-cheaper\")]",
            "test toy-gone: has a test in A.cs and no claim file; delete the test, or restore the claim", "test toy-twice: has 2 tests; keep one");
    }

    [Fact]
    public void Without_a_record_the_baselines_are_still_recomputed()
    {
        Sound();
        var report = Auditor.Run(null, [CheaperClaim.Claim], _baselines, _artefacts);
        report.Should().BeEquivalentTo(new { Verdicts = 0, Baselines = 1, Passed = false });
        report.Findings.Should().BeEmpty();
    }

    [Fact]
    public void Is_written_as_json()
    {
        Sound();
        System.Text.Json.JsonSerializer.Serialize(Audit()).Should().Be("""{"Verdicts":1,"Superseded":0,"Cells":18,"Artefacts":1,"Baselines":1,"Tests":0,"Findings":[],"Passed":true}""");
    }
}
