namespace InverseRepro.Experiments;

/// <summary>What an experiment sees of the world while it runs one cell.</summary>
public interface ICell
{
    CellId Id { get; }

    /// <summary>The source of every random draw of this cell.</summary>
    Seed Seed { get; }

    /// <summary>"cpu" or "cuda", as chosen on the command line.</summary>
    string Device { get; }

    /// <summary>The folder of real data sets.</summary>
    string DataRoot { get; }

    CancellationToken Cancellation { get; }

    /// <summary>Records a measurement. The same name and index twice is an error.</summary>
    void Record(string name, double value, string unit = "1", int? index = null);

    /// <summary>A path to write the artefact <paramref name="name"/> to; it is hashed and kept when the cell succeeds.</summary>
    string NewArtefact(string name);

    /// <summary>The path of an artefact of a required cell, its hash already checked.</summary>
    string RequiredArtefact(string experiment, string artefact, string variant = CellId.DefaultVariant);

    /// <summary>Says what is being done and how far it is; cheap enough to call every step.</summary>
    /// <param name="fraction">0 to 1 of the whole cell.</param>
    void Report(string activity, double fraction, double? loss = null);
}
