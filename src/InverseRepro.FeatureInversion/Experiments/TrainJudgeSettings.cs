using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion.Experiments;

/// <summary>An independent classifier of another family, with pictures and initial weights of its own.</summary>
/// <param name="Width">Channels of its first convolution.</param>
public sealed record TrainJudgeSettings(ImageDataSettings Data, int Width, SupervisedTrainingSettings Training);
