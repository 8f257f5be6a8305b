namespace InverseRepro.Experiments;

/// <summary>What a cell needs before it can run.</summary>
public abstract record Requirement
{
    private Requirement() { }

    /// <summary>Another cell of the same scale, whose artefacts this one reads.</summary>
    /// <param name="Among">
    /// Null: the cell of the same seed. Else a claim about that many fixed networks: seed s reads the one of seed 1 + (s − 1) mod Among.
    /// </param>
    public sealed record Cell(string Experiment, string Variant = CellId.DefaultVariant, int? Among = null) : Requirement
    {
        /// <summary>The required cell, for a cell <paramref name="id"/> that requires it.</summary>
        public CellId For(CellId id) => id with
        {
            Experiment = Experiment,
            Variant = Variant,
            Seed = Among is { } count ? new Seed(1 + (id.Seed.Value - 1) % (ulong)count) : id.Seed,
        };
    }

    /// <summary>A data set under the data root; <paramref name="Probe"/> looks for it there and never downloads.</summary>
    public sealed record Data(string Name, Func<string, DataProbe> Probe) : Requirement;
}
