namespace InverseRepro.FeatureInversion.Training.Detection;

/// <param name="LearningRate">Peak of the one-cycle schedule.</param>
/// <param name="ClipNorm">Limit of the norm of all gradients together.</param>
/// <param name="MirrorImages">Whether each picture, with its boxes, is mirrored left to right with probability one half.</param>
public sealed record DetectorTrainingSettings(int Epochs, int BatchSize, double LearningRate, double WeightDecay = 1e-4, double ClipNorm = 0.1,
    bool MirrorImages = true);
