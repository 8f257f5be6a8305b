using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Data;

/// <summary>Pictures of one split, given to networks by batch.</summary>
/// <param name="Stored">N×C×H×W on the device: normalised (float32), or as bytes, which take a quarter of the memory.</param>
/// <param name="Settings">Of the normalisation.</param>
public sealed record PictureSet(Tensor Stored, ImageDataSettings Settings, PictureContent Content = PictureContent.Whole)
{
    private const float Brightest = 255;

    public int Count => (int)Stored.shape[0];

    public Device Device => Stored.device;

    /// <summary>All, N×C×H×W, normalised.</summary>
    public Tensor All => Slice(0, Count);

    /// <summary>Those at indices (int64), normalised.</summary>
    public Tensor At(Tensor indices) => Seen(Stored.index_select(0, indices));

    /// <summary>Consecutive ones, normalised.</summary>
    public Tensor Slice(int start, int length) => Seen(Stored.narrow(0, start, length));

    private Tensor Seen(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        if (pictures.dtype == ScalarType.Byte)
            pictures = (pictures.to(ScalarType.Float32) / Brightest - Settings.Mean) / Settings.Std;
        if (Content == PictureContent.MeanColour)
            pictures = pictures.mean([2, 3], keepdim: true).expand_as(pictures).contiguous();
        return scope.MoveToOuter(pictures);
    }
}
