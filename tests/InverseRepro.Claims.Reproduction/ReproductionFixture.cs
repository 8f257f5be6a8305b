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

    public async Task DisposeAsync() => await Session.DisposeAsync();
}
