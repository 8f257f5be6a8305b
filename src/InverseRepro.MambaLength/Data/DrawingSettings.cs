using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;

namespace InverseRepro.MambaLength.Data;

/// <summary>Drawings of one grey channel, to train on and to report on.</summary>
/// <param name="Side">Width and height in pixels.</param>
public sealed record DrawingSettings(DrawingSource Source, int Side, int Train, int Report)
{
    /// <summary>The data sets that must be under the data root.</summary>
    public IEnumerable<Requirement> Requirements() => Source == DrawingSource.Omniglot ? [new Requirement.Data("Omniglot", Omniglot.Probe)] : [];
}
