using InverseRepro.Experiments;

namespace InverseRepro.Cli.Session;

/// <summary>Reconstructs a user's picture from every stage of a trained target.</summary>
public interface IPictureInversion
{
    /// <summary>The targets a picture can be inverted with; the first is taken where none is named.</summary>
    IReadOnlyList<string> Models { get; }

    /// <summary>The cells whose networks it uses; they are trained first where they are not in the record.</summary>
    /// <exception cref="UsageException">There is no such model at this scale; the message says which there are.</exception>
    IReadOnlyList<CellId> Cells(Scale scale, string model);

    /// <summary>Writes the labelled PNG grid: the original, then its reconstruction from every stage.</summary>
    /// <param name="image">A JPEG or PNG file of any size.</param>
    /// <param name="artefact">The path of an artefact of one of the cells, its hash just checked.</param>
    void WriteGrid(string image, string output, Scale scale, string model, string device, Func<CellId, string, string> artefact);
}
