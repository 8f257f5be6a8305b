using static TorchSharp.torch;

namespace InverseRepro.Vision;

/// <summary>What a published network expects to have been done to a picture. <see cref="ToString"/> says it in words.</summary>
public sealed record Preprocessing(Framing Framing, Interpolation Interpolation, Normalisation Normalisation)
{
    /// <summary>Size, interpolation and normalisation applied: a float32 tensor 1×3×H×W on the CPU.</summary>
    public Tensor Apply(Picture picture)
    {
        var image = ImageBatch.FromPictures([Framing.Apply(picture, Interpolation)]);
        var area = image.Height * image.Width;
        for (var i = 0; i < image.Values.Length; i++)
            image.Values[i] = (image.Values[i] - Normalisation.Mean[i / area]) / Normalisation.Std[i / area];
        return image.ToTensor();
    }

    public override string ToString() => $"{Framing} ({Interpolation.ToString().ToLowerInvariant()}), {Normalisation}";
}
