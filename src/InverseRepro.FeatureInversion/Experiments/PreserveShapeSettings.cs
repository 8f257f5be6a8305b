namespace InverseRepro.FeatureInversion.Experiments;

/// <param name="Predictor">The judge of shape.</param>
public sealed record PreserveShapeSettings(ProbeSettings Probe, TrainMaskPredictorSettings Predictor);
