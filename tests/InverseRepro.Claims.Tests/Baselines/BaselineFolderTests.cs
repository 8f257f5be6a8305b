using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Tests.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Tests.Baselines;

public sealed class BaselineFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;
    private readonly BaselineFolder _baselines;

    public BaselineFolderTests()
    {
        _store = SqliteStore.Open(_folder["repro.db"], TimeProvider.System);
        _baselines = new BaselineFolder(_folder["baselines"]);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private string Verified => _folder["baselines/micro/toy-cheaper.verified.json"];

    private string Accept(bool ci = false) => _baselines.Accept(CheaperClaim.Claim, Scale.Micro, _store, ci);

    [Fact]
    public void Is_written_one_metric_a_line()
    {
        var baseline = CheaperClaim.Baseline(_store);
        var lines = File.ReadAllLines(_baselines.WriteReceived(baseline));
        lines.Should().HaveElementAt(0, "{").And.HaveElementAt(1, "  \"schema\": 1,").And.HaveElementAt(2, "  \"claim\": \"toy-cheaper\",")
            .And.HaveElementAt(3, "  \"scale\": \"micro\",").And.HaveElementAt(6, "  \"outcome\": \"supported\",")
            .And.HaveElementAt(9, "  \"seeds\": [1,2,3,4,5,6],");
        lines.SkipWhile(l => l != "  \"series\": {").Skip(1).Select(l => l.Split('"')).Where(l => l.Length > 1).Select(l => l[1]).Should().Equal(
            "end-to-end:cost", "end-to-end:seconds", "modular:cost", "modular:psnr[0]", "modular:psnr[1]", "modular:psnr[2]", "modular:seconds",
            "target:accuracy", "end-to-end:seconds / modular:seconds");
        lines.Should().ContainMatch("""*"end-to-end:seconds": {"unit":"s","gated":false,*""").And.ContainMatch("""*"end-to-end:seconds / modular:seconds": {"unit":"cost ratio","gated":true,*""");
        lines.Should().Contain(
            """    "target:accuracy": {"unit":"1","gated":true,"resolution":0.0001,"mean":0.9,"sd":0,"tolerance":0.0001,"values":{"1":0.9,"2":0.9,"3":0.9,"4":0.9,"5":0.9,"6":0.9}},""");
    }

    [Theory]
    [InlineData("^.*$", "", ":1: not a baseline (The input does not contain any JSON tokens*")]
    [InlineData("^.*$", "[]", "not a baseline (The requested operation requires an element of type 'Object'*")]
    [InlineData("\"series\"[\\s\\S]*", "", ":1?: not a baseline (*")]
    [InlineData("\"schema\": 1", "\"schema\": 99", "written by a newer version (schema 99, this one knows 1); update InverseRepro")]
    [InlineData("\"schema\": 1", "\"schema\": \"one\"", "not a baseline (The requested operation requires an element of type 'Number'*")]
    [InlineData("\"outcome\": \"supported\"", "\"outcome\": \"great\"", ":7: not a baseline (*")]
    [InlineData("\"seeds\": [^]]*]", "\"seeds\": []", "not a baseline (it has no seeds); restore it from git, or delete it and accept anew")]
    [InlineData("\"seeds\": [^]]*]", "\"seeds\": [-1]", ":10: not a baseline (*")]
    [InlineData("\"target:accuracy\"", "\"nonsense\"", "not a baseline ('nonsense' is no measurement reference); *")]
    [InlineData("\"resolution\":0.0001", "\"resolution\":\"NaN\"", "not a baseline (the resolution of 'end-to-end:cost' is NaN); *")]
    [InlineData("\"values\":{[^}]*}", "\"values\":{}", "not a baseline ('end-to-end:cost' has no values); *")]
    [InlineData("\"claim\": \"toy-cheaper\"", "\"claim\": \"other\"", "holds claim 'other' at scale micro; rename the file or accept anew")]
    public void What_is_no_baseline_is_refused_in_one_line(string pattern, string replacement, string fault)
    {
        _baselines.WriteReceived(CheaperClaim.Baseline(_store));
        Accept();
        var text = File.ReadAllText(Verified);
        File.WriteAllText(Verified, pattern == "^.*$" ? replacement : System.Text.RegularExpressions.Regex.Replace(text, pattern, replacement));
        FluentActions.Invoking(() => _baselines.Verified("toy-cheaper", Scale.Micro)).Should().Throw<BaselineException>()
            .WithMessage($"{Verified}{(fault.StartsWith(':') ? "" : ": ")}{fault}").Which.Message.Should().NotContain("\n");
    }

    [Fact]
    public void Round_trips_also_non_finite_values()
    {
        var baseline = CheaperClaim.Baseline(_store);
        var diverged = baseline with
        {
            Series = new Dictionary<string, BaselineSeries>
            {
                ["a:b"] = new("1", true, 0, new Dictionary<ulong, double> { [1] = double.NaN, [ulong.MaxValue] = double.NegativeInfinity }),
            }
        };
        foreach (var written in (Baseline[])[baseline, diverged])
        {
            _baselines.WriteReceived(written);
            _baselines.Received("toy-cheaper", Scale.Micro).Should().BeEquivalentTo(written);
        }
    }

    [Fact]
    public void Accepts_what_the_store_holds()
    {
        var baseline = CheaperClaim.Baseline(_store);
        var received = _baselines.WriteReceived(baseline);
        Accept().Should().Be(Verified);
        File.Exists(received).Should().BeFalse();
        _baselines.Verified("toy-cheaper", Scale.Micro).Should().BeEquivalentTo(baseline);
    }

    [Fact]
    public void Never_accepts_on_continuous_integration()
    {
        _baselines.WriteReceived(CheaperClaim.Baseline(_store));
        this.Invoking(t => t.Accept(ci: true)).Should().Throw<BaselineException>()
            .WithMessage("baselines are not accepted where CI=true; accept on a developer's machine and commit the file");
        File.Exists(Verified).Should().BeFalse();
    }

    [Fact]
    public void Accepts_nothing_stale()
    {
        this.Invoking(t => t.Accept()).Should().Throw<BaselineException>()
            .WithMessage("nothing received for 'toy-cheaper' at scale micro; measure it first: repro verify toy-cheaper");
        var received = _baselines.WriteReceived(CheaperClaim.Baseline(_store));
        CheaperClaim.Fill(_store, shift: 0.25);
        this.Invoking(t => t.Accept()).Should().Throw<BaselineException>()
            .WithMessage($"{received}: the store's 'end-to-end:cost' of seed 1 is another one; measure again: repro verify toy-cheaper");
        CheaperClaim.Fill(_store, shift: -5);
        this.Invoking(t => t.Accept()).Should().Throw<BaselineException>()
            .WithMessage($"{received}: the store's latest verdict is another one (contradicted, 6 seeds); measure again: repro verify toy-cheaper");
    }

    [Fact]
    public void Names_missing_and_dangling_baselines()
    {
        _baselines.Missing([CheaperClaim.Claim], Scale.Micro).Should().Equal(CheaperClaim.Claim);
        _baselines.Missing([CheaperClaim.Claim], Scale.Real).Should().BeEmpty("the claim does not run there");
        var everywhere = CheaperClaim.Claim with { Scales = Enum.GetValues<Scale>().ToDictionary(s => s, _ => CheaperClaim.Claim.Scales[Scale.Micro]) };
        _baselines.Missing([everywhere], Scale.Real).Should().Equal(everywhere);
        _baselines.Missing([everywhere], Scale.Gpu).Concat(_baselines.Missing([everywhere], Scale.Paper)).Should().BeEmpty("they are gated where somebody with a GPU accepts one");
        _baselines.WriteReceived(CheaperClaim.Baseline(_store));
        Accept();
        File.Copy(Verified, _folder["baselines/micro/gone.verified.json"]);
        _baselines.Missing([CheaperClaim.Claim], Scale.Micro).Should().BeEmpty();
        _baselines.Dangling([CheaperClaim.Claim]).Should().Equal(_folder["baselines/micro/gone.verified.json"]);
    }

    [Theory]
    [InlineData("<<<<<<< ours", ":1: not a baseline (*); restore it from git, or delete it and accept anew")]
    [InlineData("{}", ": not a baseline (*); restore it from git, or delete it and accept anew")]
    [InlineData("""{"schema": 1, "claim": "toy-cheaper"}""", ":1: not a baseline (*); restore it from git, or delete it and accept anew")]
    [InlineData("""{"schema": 99}""", ": written by a newer version (schema 99, this one knows 1); update InverseRepro")]
    public void Says_what_is_wrong_with_a_file(string content, string problem)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Verified)!);
        File.WriteAllText(Verified, content);
        _baselines.Invoking(b => b.Verified("toy-cheaper", Scale.Micro)).Should().Throw<BaselineException>().WithMessage(Verified + problem);
    }

    [Fact]
    public void Refuses_a_file_of_another_claim()
    {
        File.Move(_baselines.WriteReceived(CheaperClaim.Baseline(_store)), _folder["baselines/micro/other.verified.json"]);
        _baselines.Invoking(b => b.Verified("other", Scale.Micro)).Should().Throw<BaselineException>()
            .WithMessage("*holds claim 'toy-cheaper' at scale micro; rename the file or accept anew");
    }

    [Fact]
    public void Makes_no_baseline_of_what_was_not_measured() =>
        FluentActions.Invoking(() => BaselineRecorder.Record(CheaperClaim.Claim, Decider.Decide(CheaperClaim.Claim, Scale.Micro, new StoreEvidence(_store)), _store, Records.Run))
            .Should().Throw<BaselineException>().WithMessage("claim 'toy-cheaper' makes no baseline: not measured (*); run it first: repro run toy-cheaper");

    [Fact]
    public void Its_own_values_give_its_verdict()
    {
        var baseline = CheaperClaim.Baseline(_store);
        Decider.Decide(CheaperClaim.Claim, Scale.Micro, new BaselineEvidence(baseline)).Outcome.Should().Be(Outcome.Supported);
    }
}
