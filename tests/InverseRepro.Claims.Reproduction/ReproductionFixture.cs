using InverseRepro.Claims.Definition;
using InverseRepro.Cli.Session;

namespace InverseRepro.Claims.Reproduction;

/// <summary>One session for all claims: they share cells, workers and the record.</summary>
public sealed class ReproductionFixture : IAsyncLifetime
{
    private ReproSession? _session;

    public ReproSession Session => _session!;

    public Task InitializeAsync()
    {
        _session = ReproSession.FromEnvironment();
        return Task.CompletedTask;
    }

    /// <summary>Whether the claim runs at the scale of this session.</summary>
    public bool Runs(string claimId) => Session.Claims.Single(c => c.Id == claimId).Scales.ContainsKey(Session.Settings.Scale);

    /// <summary>
    /// Claims of tier extended are gated where all are asked for (<c>REPRO_TIER=all</c>), or where nothing is left to measure.
    /// </summary>
    public bool LeavesOut(string claimId)
    {
        var claim = Session.Claims.Single(c => c.Id == claimId);
        return claim.Tier == Tier.Extended && Environment.GetEnvironmentVariable("REPRO_TIER") != "all"
            && claim.Scales.ContainsKey(Session.Settings.Scale) && Session.Plan([claim]).ToRun.Any();
    }

    public async Task DisposeAsync() => await Session.DisposeAsync();
}
