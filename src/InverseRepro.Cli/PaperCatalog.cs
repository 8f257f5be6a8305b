using InverseRepro.Cli.Session;
using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion;
using InverseRepro.FeatureInversion.Models;

namespace InverseRepro.Cli;

/// <summary>The composition root: every paper's experiments.</summary>
public static class PaperCatalog
{
    public static IReadOnlyList<Experiment> Experiments => FeatureInversionCatalog.Experiments;

    /// <summary>Every paper's networks, as <c>repro parity</c> builds them from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References => FeatureInversionCatalog.References;

    /// <summary>The published network with this id.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    public static PublishedModel Model(string id) => PublishedModels.Find(id);

    /// <summary>How <c>repro invert</c> reconstructs a picture.</summary>
    public static IPictureInversion Inversion { get; } = new VisionTransformerInversion();

    private sealed class VisionTransformerInversion : IPictureInversion
    {
        public IReadOnlyList<CellId> Cells(Scale scale) => scale is Scale.Micro or Scale.Real
            ? PictureInversion.Cells(scale)
            : throw new UsageException($"pictures can be inverted at scale micro and real, not {scale.ToString().ToLowerInvariant()}");

        public void WriteGrid(string image, string output, Scale scale, string device, Func<CellId, string, string> artefact) =>
            PictureInversion.WriteGrid(image, output, scale, device, artefact);
    }
}
