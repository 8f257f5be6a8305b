using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <param name="Normalised">N×C×H×W.</param>
public sealed record PicturesInMemory(Tensor Normalised) : INormalisedPictures
{
    public int Count => (int)Normalised.shape[0];

    public Device Device => Normalised.device;

    public Tensor At(Tensor indices) => Normalised.index_select(0, indices);

    public Tensor Slice(int start, int length) => Normalised.narrow(0, start, length);
}
