namespace InverseRepro.Engine.Parity;

/// <summary>How a network compares with a golden file.</summary>
/// <param name="KeyFaults">Differences between the state dictionaries; empty for chains, whose files do not list keys.</param>
/// <param name="Stages">One for each stage of the file, in its order.</param>
public sealed record ParityReport(string Id, string Family, IReadOnlyList<string> KeyFaults, IReadOnlyList<StageComparison> Stages)
{
    public bool Agrees => KeyFaults.Count == 0 && Stages.All(stage => stage.Agrees);
}
