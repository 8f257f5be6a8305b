using InverseRepro.Engine;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Patches;

/// <summary>Where patches are: pixels (x, y), x counting columns and y rows.</summary>
public static class PatchPositions
{
    private const double LongestPeriod = 10_000; // over 2π

    /// <summary>
    /// Positions N×L×2, int64, drawn independently and with replacement; both coordinates uniform in ⌊p/2⌋ … side − ⌊p/2⌋ − 1, where
    /// patches of p pixels fit.
    /// </summary>
    public static Tensor Draw(RandomStream random, int batch, int count, int side, int patchSize)
    {
        var values = new long[batch * count * 2];
        for (var i = 0; i < values.Length; i++)
            values[i] = patchSize / 2 + random.NextInt(side - patchSize / 2 * 2);
        return tensor(values, [batch, count, 2]);
    }

    /// <summary>As <see cref="Draw"/>, N×count×2, but of those patches alone that do not overlap the one of their drawing in <paramref name="from"/>, N×1×2.</summary>
    public static Tensor DrawApart(RandomStream random, Tensor from, int count, int side, int patchSize)
    {
        var places = from.cpu().data<long>().ToArray();
        var values = new long[places.Length * count];
        int Place() => patchSize / 2 + random.NextInt(side - patchSize / 2 * 2);
        for (var i = 0; i < values.Length; i += 2)
        {
            var (at, x, y) = (i / (2 * count) * 2, 0L, 0L);
            do
                (x, y) = (Place(), Place());
            while (Math.Abs(x - places[at]) < patchSize && Math.Abs(y - places[at + 1]) < patchSize);
            (values[i], values[i + 1]) = (x, y);
        }
        return tensor(values, [from.shape[0], count, 2]);
    }

    /// <summary>Relative to the middle pixel of an image of <paramref name="side"/> × <paramref name="side"/> pixels.</summary>
    public static Tensor Relative(Tensor absolute, int side) => absolute - side / 2;

    /// <summary>
    /// relative: …×2 → …×D, float32: the quarters sin x, cos x, sin y and cos y, each at the D/4 frequencies
    /// 10000^(−4i/D).
    /// </summary>
    /// <param name="width">D, a multiple of 4.</param>
    public static Tensor SineCosine(Tensor relative, int width)
    {
        using var scope = NewDisposeScope();
        var (x, y) = (Angles(relative.select(-1, 0), width), Angles(relative.select(-1, 1), width)); // …×D/4
        return scope.MoveToOuter(cat([x.sin(), x.cos(), y.sin(), y.cos()], -1));
    }

    /// <summary>The same for every place of a grid, h×w×D, counted from 0 at the top left; the first half of the channels holds the row.</summary>
    public static Tensor SineCosineOfGrid(int height, int width, int channels)
    {
        using var scope = NewDisposeScope();
        var rows = arange(height, ScalarType.Int64).unsqueeze(1).expand(height, width);
        var columns = arange(width, ScalarType.Int64).expand(height, width);
        return scope.MoveToOuter(SineCosine(stack([rows, columns], -1), channels));
    }

    private static Tensor Angles(Tensor coordinate, int width) // … → …×D/4
    {
        if (width <= 0 || width % 4 != 0)
            throw new ArgumentException($"Positions of sines and cosines need a multiple of 4 channels, not {width}.", nameof(width));
        var frequencies = new float[width / 4];
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = (float)Math.Pow(LongestPeriod, -4.0 * i / width);
        return coordinate.to(ScalarType.Float32).unsqueeze(-1) * tensor(frequencies).Upload(coordinate.device);
    }
}
