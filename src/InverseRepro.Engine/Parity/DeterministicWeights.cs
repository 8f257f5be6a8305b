using static TorchSharp.torch;

namespace InverseRepro.Engine.Parity;

/// <summary>Weights and inputs that depend on nothing but names and shapes ("hash-v1"), for comparison with other implementations.</summary>
public static class DeterministicWeights
{
    private static readonly HashSet<string> Tokens =
    [
        "cls_token", "dist_token", "reg_token", "mask_token", "reg", "pos_embed", "pos_emb", "decoder_pos_embed",
        "relative_position_bias_table", "embed", "embed_avg",
    ];

    /// <summary>
    /// Fills every floating-point tensor of the state dictionary by its key, and sets num_batches_tracked to 0.
    /// </summary>
    /// <param name="scaled">Powers of two by which the named entries are multiplied afterwards.</param>
    public static void Fill(nn.Module module, IReadOnlyDictionary<string, double>? scaled = null)
    {
        using var guard = no_grad();
        foreach (var (key, target) in module.state_dict())
        {
            if (!target.is_floating_point())
            {
                if (Leaf(key) == "num_batches_tracked")
                    target.zero_();
                continue;
            }
            using var values = tensor(Values(key, target.shape, scaled?.GetValueOrDefault(key, 1) ?? 1), target.shape);
            target.copy_(values);
        }
    }

    /// <summary>The values of the tensor with this key and shape, row by row.</summary>
    public static float[] Values(string key, long[] shape, double scale = 1)
    {
        var rule = RuleFor(key, shape);
        var hash = HashValues.Fnv1a(key);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(rule(HashValues.Uniform(hash, i)) * scale);
        return values;
    }

    /// <summary>An input: u ("u") or 2u − 1 ("s"), times <paramref name="scale"/>.</summary>
    public static Tensor Input(string name, long[] shape, string map, double scale = 1)
    {
        if (map is not ("u" or "s"))
            throw new ArgumentException($"Unknown map '{map}' of input '{name}': u and s are known.", nameof(map));
        var hash = HashValues.Fnv1a(name);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
        {
            var u = HashValues.Uniform(hash, i);
            values[i] = (float)((map == "u" ? u : 2 * u - 1) * scale);
        }
        return tensor(values, shape);
    }

    /// <summary>The first rule of the table that applies, as a function of u.</summary>
    private static Func<double, double> RuleFor(string key, long[] shape)
    {
        var leaf = Leaf(key);
        if (leaf == "running_var")
            return u => 0.5 + u;
        if (leaf == "running_mean")
            return u => 0.1 * (2 * u - 1);
        if (leaf is "initted" or "cluster_size")
            return _ => 1;
        if (shape.Length < 2)
            return leaf == "weight" ? u => 1 + 0.1 * (2 * u - 1) : u => 0.05 * (2 * u - 1);
        var isToken = Tokens.Contains(leaf) || key.EndsWith("query_embed.weight", StringComparison.Ordinal)
            || key.EndsWith("embeddings.weight", StringComparison.Ordinal);
        var fanIn = isToken ? shape[^1] : shape[1..].Aggregate(1L, (product, size) => product * size);
        var bound = Math.Sqrt(3.0 / fanIn);
        return u => (2 * u - 1) * bound;
    }

    private static string Leaf(string key) => key[(key.LastIndexOf('.') + 1)..];
}
