using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Vit;

/// <summary>
/// Inverse of the patch embedding: the class token is dropped, the tokens are laid out on their grid and upsampled by
/// transposed convolutions, each but the last with batch norm and ReLU, ending in a sigmoid. One convolution alone is inverse-tvm's
/// <c>InverseViTBackbone</c>, several are its <c>EnhancedVitBackbone</c>, and with positions its <c>EnhancedInverseVitBackbonePos</c>.
/// </summary>
public sealed class InverseVitBackbone : StagedModule
{
    private readonly List<ConvTranspose2d> _upsamplers = [];
    private readonly List<BatchNorm2d> _norms = [];
    private readonly Parameter? _positions; // 1×(1+L)×D, or 1×L×D

    /// <param name="channels">Output channels of each transposed convolution; the last is the image's.</param>
    /// <param name="strides">Kernel and stride of each; their product is the patch size.</param>
    /// <param name="positions">How many tokens have a position that is subtracted first (<see cref="VisionTransformerSettings.Positions"/>); 0: none is.</param>
    public InverseVitBackbone(int embedDim, IReadOnlyList<int> channels, IReadOnlyList<int> strides, int positions = 0) : base(nameof(InverseVitBackbone))
    {
        if (positions > 0)
            register_parameter("pos_emb", _positions = nn.Parameter(zeros(1, positions, embedDim), requires_grad: false));
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

    /// <summary>Takes over the positions of the network that is inverted; they are never trained.</summary>
    public void SetPositions(VisionTransformer vit)
    {
        using var guard = no_grad();
        (_positions ?? throw new InvalidOperationException("This inverse backbone was built without positions.")).copy_(vit.Positions);
    }

    /// <summary>N×(1+L)×D → N×C×H×W in (0, 1).</summary>
    protected override Tensor Walk(Tensor tokens, Features f)
    {
        var count = tokens.shape[1] - 1;
        var x = tokens.narrow(1, 1, count); // N×L×D
        if (_positions is not null)
            x = x - _positions.narrow(1, _positions.shape[1] - count, count); // the class token may have none
        x = x.transpose(1, 2); // N×D×L
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
