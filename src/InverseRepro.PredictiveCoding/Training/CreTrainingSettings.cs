namespace InverseRepro.PredictiveCoding.Training;

/// <param name="LearningRate">Of Adam, constant; 1e-3 in the reference.</param>
public sealed record CreTrainingSettings(int Epochs, int BatchSize, double LearningRate);
