namespace InverseRepro.MambaLength.Training;

/// <summary>Adam with a constant learning rate and clipped gradients.</summary>
/// <param name="Lengths">Numbers of patches, drawn anew for each batch.</param>
/// <param name="LossExponent">s: the loss of a batch of L patches is divided by Lˢ.</param>
public sealed record ReconstructionTrainingSettings(LengthRange Lengths, int Updates, int BatchSize, double LearningRate, double ClipNorm = 1, double LossExponent = 0);
