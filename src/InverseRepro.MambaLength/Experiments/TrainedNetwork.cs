using InverseRepro.Experiments;

namespace InverseRepro.MambaLength.Experiments;

/// <summary>A network that a cell of <see cref="TrainReconstructor"/> trained, and that cell's settings.</summary>
public sealed record TrainedNetwork(string Variant, TrainReconstructorSettings Settings)
{
    /// <summary>The cell that trains it and the data that it was trained on.</summary>
    public IEnumerable<Requirement> Requirements() => Settings.Data.Requirements().Append(new Requirement.Cell(TrainReconstructor.Name, Variant));
}
