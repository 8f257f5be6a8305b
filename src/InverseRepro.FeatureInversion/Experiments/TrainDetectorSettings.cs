using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Training.Detection;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A DETR trained to detect shapes.</summary>
public sealed record TrainDetectorSettings(DetectionDataSettings Data, DetrSettings Detr, DetectorTrainingSettings Training);
