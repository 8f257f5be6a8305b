using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace InverseRepro.Benchmarks.Micro;

/// <summary>
/// Measures in this process, where the native library is found, and shows the minimum beside the mean. Reports go to
/// artifacts/benchmarks under the current folder.
/// </summary>
internal static class InProcessConfig
{
    public static IConfig Create() => DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(9))
        .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
        .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
}
