using InverseRepro.Engine.Parity;

namespace InverseRepro.Cli.Session;

/// <summary>A golden file and what came of it.</summary>
/// <param name="Report">Null where the file could not be used.</param>
/// <param name="Fault">Why not, the file named; else null.</param>
internal sealed record CheckedFile(string Path, ParityReport? Report, string? Fault);
