using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Vit;

/// <summary>Fixed sine-cosine positions of a square grid of patches (He et al. 2022).</summary>
public static class SinCosPositions
{
    private const double Temperature = 10000;

    /// <summary>
    /// 1×(1+grid²)×<paramref name="width"/>, first the class token's zeros; the first half of the channels encodes the column, the
    /// second the row, each as sines and then cosines of the same frequencies.
    /// </summary>
    /// <param name="width">A multiple of 4.</param>
    public static Tensor Table(int width, int grid)
    {
        if (width % 4 != 0)
            throw new ArgumentException($"Sine-cosine positions need a width that is a multiple of 4, not {width}.", nameof(width));
        var frequencies = width / 4;
        var table = new float[(1 + grid * grid) * width];
        for (var row = 0; row < grid; row++)
            for (var column = 0; column < grid; column++)
                for (var i = 0; i < frequencies; i++)
                {
                    var frequency = Math.Pow(Temperature, -(double)i / frequencies);
                    var place = (1 + row * grid + column) * width + i;
                    table[place] = (float)Math.Sin(column * frequency);
                    table[place + frequencies] = (float)Math.Cos(column * frequency);
                    table[place + 2 * frequencies] = (float)Math.Sin(row * frequency);
                    table[place + 3 * frequencies] = (float)Math.Cos(row * frequency);
                }
        return tensor(table, [1, 1 + grid * grid, width]);
    }
}
