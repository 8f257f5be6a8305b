using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Training;

namespace InverseRepro.MambaLength.Experiments;

/// <summary>A network, what it is asked, and the lengths it is trained with.</summary>
public sealed record TrainReconstructorSettings(DrawingSettings Data, ReconstructionTask Task, ReconstructorSettings Network, ReconstructionTrainingSettings Training);
