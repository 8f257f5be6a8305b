using InverseRepro.Cli.Session;
using InverseRepro.Engine.Parity;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.HierarchicalQuantization;
using InverseRepro.MambaLength;
using InverseRepro.PredictiveCoding;

namespace InverseRepro.Cli;

/// <summary>The composition root: every paper's experiments.</summary>
public static class PaperCatalog
{
    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        .. FeatureInversionCatalog.Experiments,
        .. HierarchicalQuantizationCatalog.Experiments,
        .. MambaLengthCatalog.Experiments,
        .. PredictiveCodingCatalog.Experiments,
    ];

    /// <summary>Every paper's networks, as <c>repro parity</c> builds them from golden files.</summary>
    public static IReadOnlyList<ReferenceFamily> References { get; } =
    [
        .. FeatureInversionCatalog.References,
        .. HierarchicalQuantizationCatalog.References,
        .. MambaLengthCatalog.References,
        .. PredictiveCodingCatalog.References,
    ];

    /// <summary>The published network with this id.</summary>
    /// <exception cref="UnknownModelException">There is none.</exception>
    public static PublishedModel Model(string id) => PublishedModels.Find(id);

    /// <summary>How <c>repro invert</c> reconstructs a picture.</summary>
    public static IPictureInversion Inversion { get; } = new TargetInversion();

    private sealed class TargetInversion : IPictureInversion
    {
        public IReadOnlyList<string> Models => PictureInversion.Models;

        public IReadOnlyList<CellId> Cells(Scale scale, string model)
        {
            if (PublishedModels.All.Any(published => published.Id == model))
                throw new UsageException($"'{model}' has no trained inverse modules here: they would take its published weights and data set (scale paper); " +
                    $"trained at scale micro and real are {string.Join(", ", Models)}");
            if (!Models.Contains(model))
                throw new UsageException($"there is no model '{model}' to invert; there are {string.Join(", ", Models)}");
            return PictureInversion.Has(scale, model)
                ? PictureInversion.Cells(scale, model)
                : throw new UsageException($"'{model}' can be inverted at scale {PictureInversion.Scales(model)}, not {scale.ToString().ToLowerInvariant()}");
        }

        public void WriteGrid(string image, string output, Scale scale, string model, string device, Func<CellId, string, string> artefact) =>
            PictureInversion.WriteGrid(image, output, scale, model, device, artefact);
    }
}
