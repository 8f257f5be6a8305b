namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>What probes with a hidden layer read from the latents of the two extremes.</summary>
/// <param name="Size">Numbers in the latent.</param>
internal sealed record ProbedLatent(int Size, ProbeReading ClassificationOnly, ProbeReading ReconstructionOnly);
