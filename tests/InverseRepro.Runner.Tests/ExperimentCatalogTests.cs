using InverseRepro.Experiments;
using InverseRepro.Runner.TestWorker;
using static InverseRepro.Runner.Tests.Toys;

namespace InverseRepro.Runner.Tests;

public sealed class ExperimentCatalogTests
{
    [Fact]
    public void Names_the_experiments_there_are_when_one_is_unknown() =>
        FluentActions.Invoking(() => ToyCatalog.Create().Of(Cell("trian"))).Should().Throw<RunnerException>()
            .WithMessage("there is no experiment 'trian'; there are after-data, after-die, *, train, who");

    [Fact]
    public void Names_the_variants_there_are_when_one_is_unknown() =>
        FluentActions.Invoking(() => ToyCatalog.Create().Of(Cell("train", variant: "fast"))).Should().Throw<RunnerException>()
            .WithMessage("experiment 'train' has no variant 'fast' at scale micro; it has default (micro), slow (micro)");

    [Fact]
    public void Refuses_two_experiments_of_one_name()
    {
        var twice = Experiment.Define("twice", "", new Dictionary<(Scale, string), ToySettings>(), _ => [], (_, _) => { });
        FluentActions.Invoking(() => new ExperimentCatalog([twice, twice])).Should().Throw<ArgumentException>().WithMessage("*named 'twice'*");
    }
}
