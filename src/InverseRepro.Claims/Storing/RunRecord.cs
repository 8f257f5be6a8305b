namespace InverseRepro.Claims.Storing;

/// <summary>Who measured, where and with what.</summary>
/// <param name="Commit">Git commit, or "unknown" outside a checkout.</param>
/// <param name="Dirty">Whether the work tree differed from the commit.</param>
/// <param name="Engine">libtorch version, provider and native shim hash.</param>
/// <param name="DeviceClass">E.g. <c>cpu-avx512</c> or <c>cuda-sm90</c>: the key baselines are compared under.</param>
/// <param name="Packages">Name → version of the packages that matter.</param>
/// <param name="State">running, finished, interrupted or failed. A run that was killed stays "running": nobody was left to say otherwise.</param>
public sealed record RunRecord(long Id, DateTimeOffset Started, DateTimeOffset? Ended, string Commit, bool Dirty, string Engine,
    string Device, string DeviceClass, string Host, string Runtime, IReadOnlyDictionary<string, string> Packages, string Command, string State);
