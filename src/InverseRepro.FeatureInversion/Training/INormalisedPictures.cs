using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>Pictures as a target sees them: N×C×H×W, normalised. They may lie in memory or in files.</summary>
public interface INormalisedPictures
{
    int Count { get; }

    /// <summary>Where the tensors are that are given out.</summary>
    Device Device { get; }

    /// <summary>Those at <paramref name="indices"/> (int64, on <see cref="Device"/>).</summary>
    Tensor At(Tensor indices);

    /// <summary>Consecutive ones.</summary>
    Tensor Slice(int start, int length);
}
