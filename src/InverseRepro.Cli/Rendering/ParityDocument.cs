using InverseRepro.Cli.Session;
using InverseRepro.Engine.Parity;

namespace InverseRepro.Cli.Rendering;

/// <summary>A checked golden file for machines; everything but file and fault is null where the file could not be used.</summary>
internal sealed record ParityDocument(string File, string? Id, string? Family, bool? Agrees, double? WorstRatio, IReadOnlyList<string>? KeyFaults,
    IReadOnlyList<StageComparison>? Stages, string? Fault)
{
    public static ParityDocument Of(CheckedFile check) => new(check.Path, check.Report?.Id, check.Report?.Family, check.Report?.Agrees,
        check.Report?.Stages.Max(stage => stage.Ratio), check.Report?.KeyFaults, check.Report?.Stages, check.Fault);
}
