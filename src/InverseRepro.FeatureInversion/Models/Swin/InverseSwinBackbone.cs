using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>
/// Inverse of Swin's patch embedding (inverse-tvm <c>SwinBackbone</c>): transposed convolutions, each with batch norm, the last
/// too; ReLU between them and a sigmoid at the end.
/// </summary>
public sealed class InverseSwinBackbone : StagedModule
{
    private readonly List<ConvTranspose2d> _upsamplers = [];
    private readonly List<BatchNorm2d> _norms = [];

    /// <param name="channels">Output channels of each transposed convolution; the last is the image's.</param>
    /// <param name="strides">Kernel and stride of each; their product is the patch size.</param>
    public InverseSwinBackbone(int embedDim, IReadOnlyList<int> channels, IReadOnlyList<int> strides) : base(nameof(InverseSwinBackbone))
    {
        for (var i = 0; i < channels.Count; i++)
        {
            _upsamplers.Add(nn.ConvTranspose2d(i == 0 ? embedDim : channels[i - 1], channels[i], kernel_size: strides[i], stride: strides[i]));
            _norms.Add(nn.BatchNorm2d(channels[i]));
            register_module($"up_conv_{i + 1}", _upsamplers[i]);
            register_module($"bn_{i + 1}", _norms[i]);
        }
    }

    /// <summary>N×h×w×D → N×C×H×W in (0, 1).</summary>
    protected override Tensor Walk(Tensor tokens, Features f)
    {
        // libtorch 2 would keep tokens channels last, and its batch norm then sums in plain float32.
        var x = tokens.permute(0, 3, 1, 2).contiguous(); // N×D×h×w
        for (var i = 0; i < _norms.Count; i++)
        {
            x = f[$"up_conv_{i + 1}"] = _upsamplers[i].forward(i == 0 ? x : nn.functional.relu(x));
            x = f[$"bn_{i + 1}"] = _norms[i].forward(x);
        }
        return f["output"] = f[$"sig_{_norms.Count}"] = sigmoid(x); // N×C×H×W
    }
}
