using System.Text.Json.Serialization;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>One recipe for both schemes: the same optimiser, learning rate, batches and number of updates.</summary>
/// <param name="ClipNorm">Gradient norm limit of each module.</param>
/// <param name="TargetMse">MSE01 of every stage's chain at which the cost to target is read off.</param>
public sealed record InversionTrainingSettings(int Epochs, int BatchSize, double LearningRate, double ClipNorm = 1, double TargetMse = 0.02)
{
    /// <summary>Of each module, where they differ; left out of a cell's settings where they do not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? LearningRates { get; init; }

    /// <summary>The learning rate of g_k, with k from 1.</summary>
    public double RateOf(int stage) => LearningRates?[stage - 1] ?? LearningRate;
}
