using InverseRepro.Experiments;
using InverseRepro.Runner.Execution;

namespace InverseRepro.Runner.Tests;

public sealed class MemoryAdviceTests
{
    private sealed record Training(int BatchSize, double Rate);

    private sealed record Sized(int Width, Training Training);

    private sealed record Plain(int Width);

    private const string Cuda = "conv2d: CUDA out of memory. Tried to allocate 2.00 GiB\nException raised from malloc";

    [Theory]
    [InlineData(Cuda, "conv2d: CUDA out of memory. Tried to allocate 2.00 GiB; lower Training.BatchSize (64) in the settings of grow at scale gpu, or use a device with more memory")]
    [InlineData("the loss is not finite", "the loss is not finite")]
    public void Names_the_batch_sizes_of_the_cell_that_ran_out(string message, string first) =>
        Fail(new Sized(8, new Training(64, 1e-3)), message).Split('\n')[0].Should().Be(first);

    [Fact]
    public void Says_so_where_there_is_none() =>
        Fail(new Plain(8), Cuda).Should().StartWith("conv2d: CUDA out of memory. Tried to allocate 2.00 GiB; use a device with more memory: its settings have no batch size to lower\nException");

    private static string Fail<T>(T settings, string message) where T : class
    {
        var experiment = Experiment.Define("grow", "Takes all memory.", new Dictionary<(Scale, string), T> { [(Scale.Gpu, CellId.DefaultVariant)] = settings },
            _ => [], (_, _) => throw new InvalidOperationException(message));
        var request = new CellRequest(new CellId("grow", CellId.DefaultVariant, Scale.Gpu, new Seed(1)), "cuda", "", "", []);
        var outcome = new CellHost(new ExperimentCatalog([experiment])).Run(request, _ => { }, _ => { }, CancellationToken.None);
        return ((CellOutcome.Failed)outcome).Message;
    }
}
