using InverseRepro.Experiments;

namespace InverseRepro.Runner.Execution;

/// <summary>All that a worker is told of the cell it runs.</summary>
/// <param name="Scratch">An empty folder of its own; artefacts are written here and kept when the cell succeeds.</param>
/// <param name="Required">Artefacts of the cells it requires.</param>
public sealed record CellRequest(CellId Id, string Device, string DataRoot, string Scratch, IReadOnlyList<RequiredFile> Required);

/// <summary>An artefact of a required cell.</summary>
/// <param name="Sha256">Lower-case hex; checked when the cell first asks for the file.</param>
public sealed record RequiredFile(string Experiment, string Variant, string Artefact, string Path, string Sha256);
