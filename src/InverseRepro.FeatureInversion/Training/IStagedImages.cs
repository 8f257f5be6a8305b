using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>
/// Pictures and what a frozen target makes of them, wherever that is kept. Stage 0 is the picture as the target sees it, N×C×H×W;
/// stage k is z_k.
/// </summary>
public interface IStagedImages : IDisposable
{
    int Count { get; }

    /// <summary>How many rows may be asked for at once without taking too much memory.</summary>
    int LargestBatch { get; }

    /// <summary>Where the tensors are that are given out.</summary>
    Device Device { get; }

    /// <summary>The rows of a stage at <paramref name="indices"/> (int64, on <see cref="Device"/>), as a new tensor.</summary>
    Tensor Stage(int stage, Tensor indices);

    /// <summary>Consecutive rows of a stage; may be a view.</summary>
    Tensor Stage(int stage, int start, int length);
}
