using InverseRepro.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>
/// Initial weights drawn by name: the values of the parameter with state-dictionary key KEY come from the stream "init/KEY" of
/// the seed, so that they depend neither on other layers, nor on the order of construction, nor on the device or libtorch.
/// </summary>
/// <remarks>Parameters of no known layer (layer scales, state matrices) keep the values of their constructor.</remarks>
public static class Initialise
{
    /// <summary>Bounds of timm's truncated normal: absolute numbers, not multiples of the deviation.</summary>
    private const double Truncation = 2;

    private const double TokenDeviation = 0.02;

    private static readonly HashSet<string> LearnedTables =
    [
        "pos_embed", "pos_emb", "decoder_pos_embed", "cls_token", "dist_token", "reg_token", "mask_token",
        "relative_position_bias_table",
    ];

    /// <summary>
    /// PyTorch's defaults: linear and convolution layers uniform in ±1/√fan-in, weight and bias; embeddings standard normal;
    /// packed attention projections Glorot-uniform with zero bias; norms one and zero.
    /// </summary>
    public static void TorchDefaults(nn.Module module, Seed seed) => Fill(module, seed, null);

    /// <summary>
    /// timm's transformers: weights of linear layers, learned positions and tokens normal with deviation
    /// <paramref name="std"/>, limited to ±2, biases of linear layers zero; all else as <see cref="TorchDefaults"/>.
    /// </summary>
    public static void TruncatedNormal(nn.Module module, Seed seed, double std = TokenDeviation) => Fill(module, seed, std);

    /// <summary>
    /// Masked autoencoders (He et al. 2022): weights of linear layers and of patch embeddings, as if they were linear,
    /// Glorot-uniform, biases of linear layers zero, learned positions and tokens normal with deviation 0.02; fixed positions keep
    /// their values, all else is as <see cref="TorchDefaults"/>.
    /// </summary>
    public static void MaskedAutoencoder(nn.Module module, Seed seed)
    {
        TorchDefaults(module, seed);
        using var guard = no_grad();
        foreach (var (path, layer) in module.named_modules())
        {
            var streams = new NamedStreams(seed, path);
            if (layer is Linear linear)
            {
                streams.Glorot(linear.weight);
                linear.bias?.zero_();
            }
            else if (layer is Conv2d patches)
            {
                streams.Glorot(patches.weight);
            }
        }
        FillTables(module, seed, TokenDeviation);
    }

    private static void Fill(nn.Module module, Seed seed, double? std)
    {
        using var guard = no_grad();
        foreach (var (path, layer) in module.named_modules().Prepend(("", module)))
            FillLayer(new NamedStreams(seed, path), layer, std);
        if (std is { } deviation)
            FillTables(module, seed, deviation);
    }

    private static void FillTables(nn.Module module, Seed seed, double deviation)
    {
        foreach (var (key, parameter) in module.named_parameters())
            if (parameter.requires_grad && LearnedTables.Contains(key[(key.LastIndexOf('.') + 1)..]))
                new NamedStreams(seed, "").TruncatedNormal(parameter, key, deviation, Truncation);
    }

    private static void FillLayer(NamedStreams streams, nn.Module layer, double? std)
    {
        switch (layer)
        {
            case Linear linear when std is { } deviation:
                streams.TruncatedNormal(linear.weight, "weight", deviation, Truncation);
                linear.bias?.zero_();
                break;
            case Linear linear:
                streams.ByFanIn(linear.weight, linear.bias);
                break;
            case Convolution convolution:
                streams.ByFanIn(convolution.weight, convolution.bias);
                break;
            case Embedding embedding:
                streams.Normal(embedding.weight!, "weight");
                break;
            case MultiheadAttention attention:
                FillAttention(streams, attention);
                break;
            case NormBase norm:
                norm.reset_parameters();
                break;
            case LayerNorm norm:
                norm.reset_parameters();
                break;
            case GroupNorm norm:
                norm.weight?.fill_(1);
                norm.bias?.zero_();
                break;
        }
    }

    private static void FillAttention(NamedStreams streams, MultiheadAttention attention)
    {
        foreach (var (name, parameter) in attention.named_parameters())
        {
            var shape = parameter.shape;
            if (name.EndsWith("bias", StringComparison.Ordinal))
                parameter.zero_();
            else if (name == "out_proj.weight")
                streams.Uniform(parameter, name, 1 / Math.Sqrt(shape[1]));
            else
                streams.Uniform(parameter, name, Math.Sqrt(6.0 / (shape[0] + shape[1])));
        }
    }
}
