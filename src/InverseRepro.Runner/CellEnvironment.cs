namespace InverseRepro.Runner;

/// <summary>What, besides the cell itself, decides its numbers.</summary>
/// <param name="Engine">Version, provider and build of the tensor library; part of every key.</param>
/// <param name="Device">"cpu" or "cuda", handed to the cells.</param>
/// <param name="DeviceClass">E.g. <c>cpu-avx512</c>; part of every key.</param>
/// <param name="Threads">Threads a worker computes with; part of every key.</param>
/// <param name="DataRoot">Where data sets are looked for; not part of the keys, their fingerprints are.</param>
public sealed record CellEnvironment(string Engine, string Device, string DeviceClass, int Threads, string DataRoot);
