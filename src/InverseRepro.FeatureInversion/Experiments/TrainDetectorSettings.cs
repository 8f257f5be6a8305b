using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Training.Detection;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A DETR trained to detect shapes.</summary>
public sealed record TrainDetectorSettings(DetectionDataSettings Data, DetrArchitecture Architecture, DetectorTrainingSettings Training);
