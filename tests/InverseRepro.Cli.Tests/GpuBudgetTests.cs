using InverseRepro.Cli.Rendering;
using InverseRepro.Cli.Session;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Tests;

/// <summary>What the papers declare, held against what scale gpu is sized for.</summary>
public sealed class GpuBudgetTests : IDisposable
{
    private const long OneGpu = 60L << 30; // of 80 GiB

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("repro-gpu-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task All_claims_at_scale_gpu_are_expected_to_take_an_hour_on_one_gpu()
    {
        await using var session = Session();
        var plan = Outline(session);
        plan.Totals.Sum(t => t.Cells).Should().BeGreaterThan(400);
        plan.Totals.Sum(t => t.Unknown).Should().Be(0);
        plan.Totals.Sum(t => t.Hours).Should().BeInRange(0.5, 1);
        plan.Totals.Max(t => t.PeakBytes).Should().BeLessThan(OneGpu);
    }

    [Fact]
    public async Task Claims_ask_all_that_has_settings_of_scale_gpu()
    {
        await using var session = Session();
        var asked = Outline(session).Cells.Select(c => $"{c.Experiment}@{c.Variant}");
        PaperCatalog.Experiments.SelectMany(e => e.Variants.Where(v => v.Scale == Scale.Gpu).Select(v => $"{e.Name}@{v.Variant}"))
            .Except(asked).Should().BeEmpty("else the hour is not of all");
    }

    [Fact]
    public void Every_experiment_has_settings_of_scale_gpu() =>
        PaperCatalog.Experiments.Where(e => e.Variants.All(v => v.Scale != Scale.Gpu)).Select(e => e.Name).Should().BeEmpty();

    [Fact]
    public void Every_experiment_declares_what_it_takes_at_every_scale()
    {
        foreach (var experiment in PaperCatalog.Experiments)
            foreach (var (scale, variant) in experiment.Variants)
                experiment.Expected(scale, variant).Should().NotBeNull("{0}@{1} at {2}", experiment.Name, variant, scale);
    }

    private ReproSession Session()
    {
        var variables = new Dictionary<string, string> { ["REPRO_SCALE"] = "gpu", ["REPRO_STORE"] = Path.Combine(_folder.FullName, "repro.db"), ["REPRO_DATA"] = _folder.FullName };
        return ReproSession.Open(ReproSettings.FromEnvironment(variables.GetValueOrDefault, RepositoryFolder.Find(null, AppContext.BaseDirectory)), "test");
    }

    private static PlanDocument Outline(ReproSession session) => session.Outline(ClaimSelection.Select(session.Claims, [], Scale.Gpu));
}
