using InverseRepro.Engine;
using static TorchSharp.torch;

namespace InverseRepro.Vision;

/// <summary>
/// Images on the CPU, outside the tensor engine: what data sets hold and metrics read, so that both give the same bits with
/// any engine, device and thread count.
/// </summary>
/// <param name="Count">Number of images N.</param>
/// <param name="Channels">C, 1 or 3.</param>
/// <param name="Height">H, in pixels.</param>
/// <param name="Width">W, in pixels.</param>
/// <param name="Values">N×C×H×W, row-major, in [0, 1].</param>
public sealed record ImageBatch(int Count, int Channels, int Height, int Width, float[] Values)
{
    public float[] Values { get; } = Values.LongLength == (long)Count * Channels * Height * Width
        ? Values
        : throw new ArgumentException(
            $"{Count}×{Channels}×{Height}×{Width} images need {(long)Count * Channels * Height * Width} values, not {Values.Length}.");

    /// <summary>Values of one image, C·H·W.</summary>
    public int Stride => Channels * Height * Width;

    /// <summary>The image <paramref name="index"/>, C×H×W.</summary>
    public Span<float> this[int index] => Values.AsSpan(index * Stride, Stride);

    /// <summary>A copy of the images at <paramref name="indices"/>, in that order.</summary>
    public ImageBatch Select(ReadOnlySpan<int> indices)
    {
        var values = new float[indices.Length * Stride];
        for (var i = 0; i < indices.Length; i++)
            this[indices[i]].CopyTo(values.AsSpan(i * Stride));
        return new ImageBatch(indices.Length, Channels, Height, Width, values);
    }

    /// <summary>A copy of <paramref name="count"/> images from <paramref name="first"/> on.</summary>
    public ImageBatch Slice(int first, int count) =>
        new(count, Channels, Height, Width, Values.AsSpan(first * Stride, count * Stride).ToArray());

    /// <summary>A float32 tensor N×C×H×W.</summary>
    public Tensor ToTensor(Device? device = null) => tensor(Values, [Count, Channels, Height, Width]).Upload(device ?? CPU);

    /// <summary>A float32 tensor of the images at <paramref name="indices"/>, in that order.</summary>
    public Tensor ToTensor(ReadOnlySpan<int> indices, Device? device = null) => Select(indices).ToTensor(device);

    /// <summary>A copy of a tensor N×C×H×W of any floating type and device.</summary>
    public static ImageBatch FromTensor(Tensor images)
    {
        if (images.shape is not [var n, var c, var h, var w])
            throw new ArgumentException($"Images are N×C×H×W, not of shape [{string.Join(", ", images.shape)}].");
        using var scope = NewDisposeScope();
        var values = images.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        return new ImageBatch((int)n, (int)c, (int)h, (int)w, values);
    }

    /// <summary>RGB images of pictures of one size.</summary>
    public static ImageBatch FromPictures(IReadOnlyList<Picture> pictures)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("A batch of pictures needs at least one picture.");
        var (width, height) = (pictures[0].Width, pictures[0].Height);
        if (pictures.FirstOrDefault(p => p.Width != width || p.Height != height) is { } odd)
            throw new ArgumentException($"All pictures of a batch have one size: {width} × {height} and {odd.Width} × {odd.Height}.");
        var area = width * height;
        var batch = new ImageBatch(pictures.Count, 3, height, width, new float[pictures.Count * 3 * area]);
        for (var i = 0; i < pictures.Count; i++)
        {
            var image = batch[i];
            for (var p = 0; p < area; p++)
                for (var c = 0; c < 3; c++)
                    image[c * area + p] = pictures[i].Rgb[p * 3 + c] / 255f;
        }
        return batch;
    }

    /// <summary>The image <paramref name="index"/> as a picture: clamped to [0, 1] and rounded; one channel gives grey.</summary>
    public Picture ToPicture(int index)
    {
        var image = this[index];
        var area = Height * Width;
        var rgb = new byte[area * 3];
        for (var p = 0; p < area; p++)
            for (var c = 0; c < 3; c++)
            {
                var value = image[(Channels == 1 ? 0 : c) * area + p];
                rgb[p * 3 + c] = float.IsNaN(value) ? (byte)0 : (byte)MathF.Round(Math.Clamp(value, 0, 1) * 255);
            }
        return new Picture(Width, Height, rgb);
    }
}
