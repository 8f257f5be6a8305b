namespace InverseRepro.HierarchicalQuantization.Quantization;

/// <summary>A codebook and every intervention against its collapse; the defaults have none.</summary>
/// <param name="CodeDim">Width of a code; where vectors have another, they are projected there and back.</param>
/// <param name="Reset">Null: dead codes stay dead.</param>
/// <param name="Decay">Of the moving averages, for each training step.</param>
/// <param name="Smoothing">Laplace smoothing of the counts that codes are divided by.</param>
/// <param name="KMeansIterations">Lloyd iterations of an initialisation by k-means.</param>
public sealed record CodebookSettings(int CodeDim, CodebookInitialisation Initialisation = CodebookInitialisation.KaimingUniform,
    DeadCodeReset? Reset = null, GradientEstimator Gradient = GradientEstimator.StraightThrough,
    CodebookLearning Learning = CodebookLearning.MovingAverage, double Decay = 0.99, double Smoothing = 1e-5, int KMeansIterations = 10);
