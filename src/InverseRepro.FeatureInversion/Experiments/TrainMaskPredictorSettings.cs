using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>A network that finds the main object, trained on rendered scenes of its own.</summary>
/// <param name="Width">Channels of its first convolution.</param>
public sealed record TrainMaskPredictorSettings(ImageDataSettings Data, int Width, SupervisedTrainingSettings Training);
