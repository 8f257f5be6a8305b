namespace InverseRepro.Experiments;

/// <summary>What a cell needs before it can run.</summary>
public abstract record Requirement
{
    private Requirement() { }

    /// <summary>Another cell of the same scale and seed, whose artefacts this one reads.</summary>
    public sealed record Cell(string Experiment, string Variant = CellId.DefaultVariant) : Requirement;

    /// <summary>A data set under the data root; <paramref name="Probe"/> looks for it there and never downloads.</summary>
    public sealed record Data(string Name, Func<string, DataProbe> Probe) : Requirement;
}
