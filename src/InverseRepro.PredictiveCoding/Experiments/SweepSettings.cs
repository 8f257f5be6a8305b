using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Experiments;

/// <summary>Several architectures, of growing size, at the same trade-offs.</summary>
/// <param name="TradeOffs">λ in ascending order, from 0 to 1.</param>
public sealed record SweepSettings(ImageDataSettings Data, IReadOnlyList<CreArchitecture> Architectures, IReadOnlyList<double> TradeOffs, CreTrainingSettings Training);
