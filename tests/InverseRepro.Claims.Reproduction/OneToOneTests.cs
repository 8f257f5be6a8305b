using System.Reflection;
using InverseRepro.Claims.Baselines;
using InverseRepro.Claims.Definition;
using InverseRepro.Cli.Session;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Reproduction;

/// <summary>Claims, tests and baselines belong together one to one.</summary>
public sealed class OneToOneTests
{
    private static readonly string Home = RepositoryFolder.Find(Environment.GetEnvironmentVariable("REPRO_HOME"), AppContext.BaseDirectory);

    private static readonly IReadOnlyList<Claim> Claims = ClaimLibrary.Load(Path.Combine(Home, "claims"));

    [Fact]
    public void Every_claim_has_one_test_and_every_test_a_claim() =>
        typeof(ClaimTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Select(m => m.GetCustomAttribute<ClaimAttribute>()?.Id).OfType<string>()
            .Should().BeEquivalentTo(Claims.Select(c => c.Id));

    [Fact]
    public void Every_claim_has_a_baseline_at_every_scale_it_plans_and_every_baseline_a_claim()
    {
        var baselines = new BaselineFolder(Path.Combine(Home, "baselines"));
        foreach (var scale in Enum.GetValues<Scale>())
            baselines.Missing(Claims, scale).Should().BeEmpty("claims that plan scale {0} have been measured there", scale);
        baselines.Dangling(Claims).Should().BeEmpty();
    }
}
