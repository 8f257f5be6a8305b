namespace InverseRepro.FeatureInversion.Training;

/// <param name="LearningRate">Peak of the one-cycle schedule.</param>
public sealed record SupervisedTrainingSettings(int Epochs, int BatchSize, double LearningRate, double WeightDecay = 0.05, Augmentation Augmentation = Augmentation.Mirror);
