using System.Numerics;

namespace InverseRepro.Checkpoints.Tests;

/// <summary>One image's features, C×H×W, and the few operations that tell whether weights were read right.</summary>
internal sealed record FeatureMap(int Channels, int Side, float[] Values)
{
    private const int Vectors = 4;

    /// <summary>Convolution with a weight of O×C×K×K as a product of matrices: the patches of all places are its columns.</summary>
    public FeatureMap Convolve(float[] weight, int outputs, int kernel, int stride = 1, int padding = 0)
    {
        var side = (Side + 2 * padding - kernel) / stride + 1;
        var (rows, block) = (Channels * kernel * kernel, Vectors * Vector<float>.Count);
        var width = (side * side + block - 1) / block * block;
        var columns = Patches(side, width, kernel, stride, padding);
        var result = new float[outputs * side * side];
        Span<float> places = stackalloc float[2 * block];
        for (var output = 0; output < outputs; output += 2)
            for (var begin = 0; begin < width; begin += block)
            {
                Products(columns.AsSpan(begin), width, weight.AsSpan(output * rows, 2 * rows), rows, places, block);
                var count = Math.Min(block, side * side - begin);
                for (var pair = 0; pair < 2 && count > 0; pair++)
                    places.Slice(pair * block, count).CopyTo(result.AsSpan((output + pair) * side * side + begin));
            }
        return new FeatureMap(outputs, side, result);
    }

    public FeatureMap Map(Func<int, float, float> ofChannelAndValue) =>
        this with { Values = [.. Values.Select((value, i) => ofChannelAndValue(i / (Side * Side), value))] };

    public FeatureMap Rectify() => this with { Values = Array.ConvertAll(Values, value => Math.Max(value, 0)) };

    public FeatureMap Plus(FeatureMap other) => this with { Values = [.. Values.Zip(other.Values, (a, b) => a + b)] };

    public FeatureMap Normalise(float[] mean, float[] variance, float[] weight, float[] bias) =>
        Map((c, value) => (value - mean[c]) / MathF.Sqrt(variance[c] + 1e-5f) * weight[c] + bias[c]);

    public FeatureMap MaxPool() => Shrunk((c, y, x) => Math.Max(Math.Max(At(c, 2 * y, 2 * x), At(c, 2 * y, 2 * x + 1)), Math.Max(At(c, 2 * y + 1, 2 * x), At(c, 2 * y + 1, 2 * x + 1))));

    /// <summary>Every second place, and as many channels of zeros before and behind as double their number.</summary>
    public FeatureMap PadShortcut()
    {
        var half = Shrunk((c, y, x) => At(c, 2 * y, 2 * x));
        var zeros = new float[half.Values.Length / 2];
        return new FeatureMap(2 * Channels, half.Side, [.. zeros, .. half.Values, .. zeros]);
    }

    public float[] MeanOfPlaces() => [.. Values.Chunk(Side * Side).Select(places => places.Average())];

    public static float[] Linear(float[] input, float[] weight, float[] bias) =>
        [.. bias.Select((b, o) => b + Dot(input, weight.AsSpan(o * input.Length, input.Length)))];

    private float At(int channel, int y, int x) => Values[(channel * Side + y) * Side + x];

    private FeatureMap Shrunk(Func<int, int, int, float> of)
    {
        var side = Side / 2;
        return new FeatureMap(Channels, side, [.. Enumerable.Range(0, Channels * side * side).Select(i => of(i / (side * side), i / side % side, i % side))]);
    }

    private float[] Patches(int side, int width, int kernel, int stride, int padding)
    {
        var columns = new float[Channels * kernel * kernel * width];
        for (var row = 0; row < Channels * kernel * kernel; row++)
            for (var place = 0; place < side * side; place++)
            {
                var y = place / side * stride - padding + row / kernel % kernel;
                var x = place % side * stride - padding + row % kernel;
                if ((uint)y < Side && (uint)x < Side)
                    columns[row * width + place] = At(row / (kernel * kernel), y, x);
            }
        return columns;
    }

    // Two rows of weights against one block of columns.
    private static void Products(ReadOnlySpan<float> columns, int width, ReadOnlySpan<float> weights, int rows, Span<float> places, int block)
    {
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        var n = Vector<float>.Count;
        for (var row = 0; row < rows; row++)
        {
            var column = columns.Slice(row * width, block);
            var (a, b) = (new Vector<float>(weights[row]), new Vector<float>(weights[rows + row]));
            Vector<float> c0 = new(column), c1 = new(column[n..]), c2 = new(column[(2 * n)..]), c3 = new(column[(3 * n)..]);
            (a0, a1, a2, a3) = (a0 + a * c0, a1 + a * c1, a2 + a * c2, a3 + a * c3);
            (b0, b1, b2, b3) = (b0 + b * c0, b1 + b * c1, b2 + b * c2, b3 + b * c3);
        }
        ReadOnlySpan<Vector<float>> sums = [a0, a1, a2, a3, b0, b1, b2, b3];
        for (var i = 0; i < sums.Length; i++)
            sums[i].CopyTo(places[(i * n)..]);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
