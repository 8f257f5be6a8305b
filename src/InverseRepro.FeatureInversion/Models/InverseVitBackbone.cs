using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>
/// Inverse of the patch embedding (inverse-tvm <c>EnhancedVitBackbone</c>): the class token is dropped, the tokens are laid
/// out on their grid and upsampled by transposed convolutions, each but the last with batch norm and ReLU, ending in a sigmoid.
/// </summary>
public sealed class InverseVitBackbone : StagedModule
{
    private readonly List<ConvTranspose2d> _upsamplers = [];
    private readonly List<BatchNorm2d> _norms = [];

    /// <param name="channels">Output channels of each transposed convolution; the last is the image's.</param>
    /// <param name="strides">Kernel and stride of each; their product is the patch size.</param>
    public InverseVitBackbone(int embedDim, IReadOnlyList<int> channels, IReadOnlyList<int> strides) : base(nameof(InverseVitBackbone))
    {
        for (var i = 0; i < channels.Count; i++)
        {
            var up = nn.ConvTranspose2d(i == 0 ? embedDim : channels[i - 1], channels[i], kernel_size: strides[i], stride: strides[i]);
            register_module($"up_conv_{i + 1}", up);
            _upsamplers.Add(up);
            if (i == channels.Count - 1)
                break;
            var norm = nn.BatchNorm2d(channels[i]);
            register_module($"bn_{i + 1}", norm);
            _norms.Add(norm);
        }
    }

    /// <summary>N×(1+L)×D → N×C×H×W in (0, 1).</summary>
    protected override Tensor Walk(Tensor tokens, Features f)
    {
        var x = tokens.narrow(1, 1, tokens.shape[1] - 1).transpose(1, 2); // N×D×L
        var grid = (long)Math.Sqrt(x.shape[2]);
        // Tokens on their grid lie channels last. libtorch 2 would keep that, and its batch norm then sums in plain float32.
        x = x.reshape(x.shape[0], x.shape[1], grid, grid).contiguous(); // N×D×h×w
        for (var i = 0; i < _norms.Count; i++)
        {
            x = f[$"up_conv_{i + 1}"] = _upsamplers[i].forward(x);
            x = nn.functional.relu(f[$"bn_{i + 1}"] = _norms[i].forward(x));
        }
        x = f[$"up_conv_{_upsamplers.Count}"] = _upsamplers[^1].forward(x);
        return f["output"] = f[$"sig_{_upsamplers.Count}"] = sigmoid(x); // N×C×H×W
    }
}
