using System.CommandLine;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Cli.CommandLine;
using InverseRepro.Cli.Progress;
using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;
using InverseRepro.Report;
using InverseRepro.Report.Collecting;
using InverseRepro.Runner;

namespace InverseRepro.Cli.Verbs;

/// <summary>What <c>run</c> and <c>verify</c> share: a session with the chosen claims, shown while it works and told of at the end.</summary>
internal sealed class ClaimWork : IAsyncDisposable
{
    private readonly ReproSession _session;
    private readonly IReadOnlyList<Claim> _claims;
    private readonly CommandHost _host;

    private ClaimWork(ReproSession session, IReadOnlyList<Claim> claims, CommandHost host) => (_session, _claims, _host) = (session, claims, host);

    public static ClaimWork Open(ReproSettings settings, SharedOptions options, ParseResult parsed, CommandHost host)
    {
        var claims = options.Chosen(parsed, settings, host);
        return new ClaimWork(ReproSession.Open(settings, SharedOptions.Given(parsed), host.Parts()), claims, host);
    }

    /// <summary>Tells what would run and what is missing for it.</summary>
    public int Plan(bool json)
    {
        var plan = _session.Outline(_claims);
        if (json)
        {
            JsonText.Write(_host.Output, plan);
        }
        else
        {
            _host.Draw(PlanSheet.Draw(plan));
            foreach (var line in PlanSheet.Totals(plan).Concat(plan.Missing.SelectMany(m => m.Lines())))
                _host.Output.WriteLine(line);
        }
        return plan.Missing.Count > 0 ? ExitCode.NotMeasured : ExitCode.Good;
    }

    public async Task<int> RunAsync(bool gated, bool strict, bool json)
    {
        if (DeviceChoice.Missing(_session.Settings, _session.Device) is not null)
        {
            TellMissing();
            return ExitCode.NotMeasured;
        }
        using var interruption = new Interruption();
        var result = await _host.WatchAsync(plain: json, observer => gated
            ? _session.VerifyAsync(_claims, observer, interruption.Token)
            : _session.RunAsync(_claims, observer, interruption.Token));
        foreach (var file in gated ? _session.DanglingBaselines() : [])
            _host.Say($"{file} belongs to no claim at this scale; delete it, or restore the claim");
        if (json)
            JsonText.Write(_host.Output, RunDocument.Of(_session.Settings, result));
        else
            Tell(result);
        if (result.Claims.Any(c => c.NotMeasured))
            TellMissing();
        return result.Interrupted ? throw new OperationCanceledException() : Judge(result.Claims, strict);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    // Everything that is missing is said at once, so that nobody fetches 20 GB to be told of a GPU afterwards.
    private void TellMissing()
    {
        foreach (var line in _session.Outline(_claims).Missing.SelectMany(m => m.Lines()))
            _host.Say(line);
    }

    private void Tell(Reproduced result)
    {
        var rows = result.Claims.Select(c => new VerdictRow(c.Verdict, c.Gate is null ? null : BaselineWords.Of(c.Gate),
            c.Gate?.Status is not (null or GateStatus.Passed), c.Minutes)).ToList();
        if (rows.Count == 0)
            return;
        _host.Draw(VerdictTable.Draw(rows));
        foreach (var note in VerdictTable.Notes(rows))
            _host.Output.WriteLine($"  {note}");
        foreach (var gate in result.Claims.Select(c => c.Gate).OfType<BaselineComparison>())
        {
            foreach (var text in gate.Failures.Select(f => f.ToString()).Concat(gate.News))
                _host.Output.WriteLine(text);
        }
        _host.Output.WriteLine();
        foreach (var paper in result.Claims.GroupBy(c => c.Claim.Paper))
            _host.Output.WriteLine(PaperLine.Of(paper.Key, PaperSummary.Of([.. paper.Select(c => c.Verdict)])));
        _host.Output.WriteLine($"report: {WriteReport(result)}");
    }

    private string WriteReport(Reproduced result)
    {
        var settings = _session.Settings;
        var compared = result.Claims.Where(c => c.Gate is not null).ToDictionary(c => (c.Claim.Id, settings.Scale), c => c.Gate!);
        var collector = new ReportCollector(_session.Store, new BaselineFolder(settings.BaselinesFolder), _host.Parts().Experiments, TimeProvider.System);
        return ReportWriter.Write(settings.ReportFolder, collector.Collect(_session.Claims, compared: compared), _session.Artefacts);
    }

    private static int Judge(IReadOnlyList<ReproducedClaim> claims, bool strict) =>
        claims.Any(c => !c.NotMeasured && !c.Passed) ? ExitCode.GateFailed
        : claims.Count == 0 || claims.Any(c => c.NotMeasured) ? ExitCode.NotMeasured
        : strict && claims.Any(c => c.Verdict.Outcome == Outcome.Inconclusive) ? ExitCode.Inconclusive
        : ExitCode.Good;
}
