namespace InverseRepro.PredictiveCoding.Training;

/// <summary>What decoder and classifier are trained with; the encoder's gradient is that of λ·MSE + (1 − λ)·CE in both.</summary>
public enum GradientRouting
{
    /// <summary>The decoder with the gradient of MSE and the classifier with that of CE, at every λ: the paper's objective.</summary>
    Exact,

    /// <summary>
    /// The decoder with 1 + λ times its gradient and the classifier with 2 − λ times its own: the published code does not clear them
    /// before the mixture's backward pass. Adam does not notice but for its epsilon; gradient descent does.
    /// </summary>
    Accumulated,
}
