namespace InverseRepro.MambaLength.Training;

/// <summary>Adam with clipped gradients.</summary>
/// <param name="Lengths">Numbers of patches, drawn anew for each batch.</param>
/// <param name="WarmUp">Updates over which the learning rate rises to what it is from then on.</param>
/// <param name="LossExponent">s: the loss of a batch of L patches is divided by Lˢ.</param>
/// <param name="Beta2">Of Adam: how slowly its mean of squared gradients forgets.</param>
public sealed record ReconstructionTrainingSettings(LengthRange Lengths, int Updates, int BatchSize, double LearningRate, int WarmUp = 0, double ClipNorm = 1,
    double LossExponent = 0, double Beta2 = 0.999);
