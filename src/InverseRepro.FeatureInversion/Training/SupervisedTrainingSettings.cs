namespace InverseRepro.FeatureInversion.Training;

/// <param name="LearningRate">Peak of the one-cycle schedule.</param>
/// <param name="MirrorImages">Whether each picture is mirrored left to right with probability one half.</param>
public sealed record SupervisedTrainingSettings(int Epochs, int BatchSize, double LearningRate, double WeightDecay = 0.05, bool MirrorImages = true);
