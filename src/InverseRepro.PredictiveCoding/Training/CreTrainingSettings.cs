using System.Text.Json.Serialization;

namespace InverseRepro.PredictiveCoding.Training;

/// <param name="LearningRate">Of Adam, constant; 1e-3 in the reference.</param>
public sealed record CreTrainingSettings(int Epochs, int BatchSize, double LearningRate)
{
    /// <summary>
    /// Largest angle in degrees by which the encoder's pictures are turned, one angle a batch, while targets stay upright: 15 for
    /// CIFAR-10 in the reference. Left out of a cell's settings where it is not used.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Rotation { get; init; }
}
