using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// Inverse of DETR's backbone and input projection (inverse-tvm <c>inv_bb/models.py</c>): transposed convolutions with ReLU from
/// the feature map to the picture, ending in a sigmoid.
/// </summary>
public sealed class InverseDetrBackbone : StagedModule
{
    private readonly InverseDetrBackboneSettings _settings;
    private readonly List<ConvTranspose2d> _upsamplers = [];
    private readonly List<BatchNorm2d?> _norms = [];

    public InverseDetrBackbone(InverseDetrBackboneSettings settings) : base(nameof(InverseDetrBackbone))
    {
        _settings = settings;
        var channels = settings.Width;
        foreach (var up in settings.Upsamplers)
        {
            _upsamplers.Add(nn.ConvTranspose2d(channels, up.Channels, kernel_size: up.Kernel, stride: up.Stride,
                padding: up.Padding, output_padding: up.OutputPadding));
            register_module(up.Name, _upsamplers[^1]);
            _norms.Add(up.Norm is null ? null : nn.BatchNorm2d(up.Channels));
            if (up.Norm is not null)
                register_module(up.Norm, _norms[^1]!);
            channels = up.Channels;
        }
    }

    /// <summary>N×D×h×w, or tokens N×L×D of the settings' grid → N×3×H×W in (0, 1).</summary>
    protected override Tensor Walk(Tensor map, Features f)
    {
        var x = map.dim() == 3 ? OnGrid(map) : map; // N×D×h×w
        for (var i = 0; i < _upsamplers.Count; i++)
        {
            var up = _settings.Upsamplers[i];
            x = f[up.Name] = _upsamplers[i].forward(x);
            if (_norms[i] is { } norm)
                x = f[up.Norm!] = norm.forward(x);
            if (i < _upsamplers.Count - 1)
                x = nn.functional.relu(x);
        }
        return f["output"] = f[_settings.Output] = sigmoid(x); // N×3×H×W
    }

    private Tensor OnGrid(Tensor tokens) => // laid out anew, since libtorch 2 would keep channels last
        tokens.transpose(1, 2).reshape(tokens.shape[0], tokens.shape[2], _settings.Grid.Rows, _settings.Grid.Columns).contiguous();
}
