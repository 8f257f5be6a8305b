using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A target trained to classify.</summary>
public sealed record TrainTargetSettings(ImageDataSettings Data, Architecture Architecture, SupervisedTrainingSettings Training);
