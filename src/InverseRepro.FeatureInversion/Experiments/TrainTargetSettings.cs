using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A vision transformer trained to classify.</summary>
public sealed record TrainTargetSettings(ImageDataSettings Data, VisionTransformerSettings Vit, ClassifierTrainingSettings Training);
