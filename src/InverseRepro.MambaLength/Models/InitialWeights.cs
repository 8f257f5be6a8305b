using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models.Mamba;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>Initial weights of the networks here: PyTorch's, Mamba's step sizes, and tokens standard normal; each from a stream of its own name.</summary>
public static class InitialWeights
{
    private static readonly HashSet<string> Tokens = ["delimiter_token", "query_token"];

    public static void Draw(nn.Module network, Seed seed)
    {
        Initialise.TorchDefaults(network, seed);
        using var guard = no_grad();
        foreach (var (path, layer) in network.named_modules())
            if (layer is SelectiveStateSpace mixer)
                mixer.DrawTimeSteps(seed.Derive($"init/{path}.dt_proj"));
        foreach (var (key, token) in network.named_parameters())
            if (Tokens.Contains(key))
            {
                var stream = seed.Derive($"init/{key}").Stream();
                var values = new float[token.numel()];
                for (var i = 0; i < values.Length; i++)
                    values[i] = (float)stream.NextGaussian();
                using var drawn = tensor(values, token.shape);
                token.copy_(drawn);
            }
    }
}
