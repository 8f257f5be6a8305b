namespace InverseRepro.HierarchicalQuantization.Training;

/// <param name="Updates">Equally many for every network that is compared.</param>
/// <param name="Beta">Weight of the quantisation loss (the paper: 0.25).</param>
public sealed record VqVaeTrainingSettings(int Updates, int BatchSize, double LearningRate, double Beta = 0.25);
