using InverseRepro.Claims.Storing;

namespace InverseRepro.Claims.Baselines;

/// <summary>The run a baseline came from: evidence, never compared.</summary>
public sealed record BaselineSource(string Commit, bool Dirty, string Engine, string Device, string Runtime, DateTimeOffset Started)
{
    public static BaselineSource Of(RunRecord run) => new(run.Commit, run.Dirty, run.Engine, run.Device, run.Runtime, run.Started);
}
