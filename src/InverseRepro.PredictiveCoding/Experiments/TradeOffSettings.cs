using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Experiments;

/// <summary>One architecture at several trade-offs.</summary>
/// <param name="TradeOffs">λ in ascending order, from 0 (classification alone) to 1 (reconstruction alone).</param>
/// <param name="Retrain">Whether new modules are trained on the extremes' latents.</param>
public sealed record TradeOffSettings(ImageDataSettings Data, CreArchitecture Architecture, IReadOnlyList<double> TradeOffs, CreTrainingSettings Training, bool Retrain = true);
