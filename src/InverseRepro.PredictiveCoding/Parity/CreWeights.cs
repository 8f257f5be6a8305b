using InverseRepro.Engine.Parity;

namespace InverseRepro.PredictiveCoding.Parity;

/// <summary>The shapes of one module's weights in a golden file: they say what size it has.</summary>
/// <param name="prefix">Of the module's keys: empty, or as "encoder.".</param>
internal sealed class CreWeights(GoldenModel golden, string prefix)
{
    /// <summary>One dimension of a weight.</summary>
    /// <exception cref="InvalidDataException">There is no such weight, or it has fewer dimensions.</exception>
    public int Size(string key, int dimension)
    {
        var shape = golden.ShapeOf(prefix + key);
        return dimension < shape.Length ? checked((int)shape[dimension])
            : throw new InvalidDataException($"{golden.Path}: '{prefix + key}' has {shape.Length} dimensions, no module here has such a weight");
    }

    /// <summary>Input width and output widths of consecutive linear layers.</summary>
    public int[] Widths(string name, int layers) =>
        [Size($"{name}1.weight", 1), .. Enumerable.Range(1, layers).Select(i => Size($"{name}{i}.weight", 0))];
}
