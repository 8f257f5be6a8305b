using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Transformers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>Pre-norm transformer block with attention in windows (timm <c>swin_transformer.py: SwinTransformerBlock</c>).</summary>
public sealed class SwinBlock : StagedModule
{
    private readonly LayerNorm norm1;
    private readonly WindowAttention attn;
    private readonly LayerNorm norm2;
    private readonly Mlp mlp;
    private readonly FixedTensor? _mask; // windows×A×A; null where nothing is shifted
    private readonly FixedTensor? _windowOrder; // places on the grid; null where the orders are the same
    private readonly FixedTensor? _gridOrder;

    public SwinBlock(int dim, int numHeads, WindowLayout layout, double mlpRatio, bool qkvBias, double layerNormEps) : base(nameof(SwinBlock))
    {
        norm1 = nn.LayerNorm(dim, eps: layerNormEps);
        attn = new WindowAttention(dim, numHeads, layout.Window, qkvBias);
        norm2 = nn.LayerNorm(dim, eps: layerNormEps);
        mlp = new Mlp(dim, (int)(dim * mlpRatio));
        Layout = layout;
        if (layout.IsShifted)
            _mask = new FixedTensor(tensor(layout.Mask(), [layout.Windows.Area, layout.Window.Area, layout.Window.Area]));
        if (!layout.IsGridOrder)
        {
            _windowOrder = new FixedTensor(tensor(layout.PlacesInWindowOrder()));
            _gridOrder = new FixedTensor(tensor(layout.PlacesInGridOrder()));
        }
        RegisterComponents();
    }

    public WindowLayout Layout { get; }

    protected override Tensor Walk(Tensor x, Features f) // N×H×W×C
    {
        var (batch, channels) = (x.shape[0], x.shape[3]);
        var windows = Partition(f["norm1"] = norm1.forward(x)); // (N·windows)×A×C
        windows = f["attn"] = f["attn(windows)"] = attn.forward(windows, _mask?.On(x.device)); // timm and inverse-tvm call it differently
        var tokens = x.reshape(batch, -1, channels) + Merge(windows, batch); // N×L×C
        tokens = tokens + (f["mlp"] = mlp.forward(norm2.forward(tokens)));
        return tokens.view(x.shape); // N×H×W×C
    }

    /// <summary>N×H×W×C → (N·windows)×A×C.</summary>
    private Tensor Partition(Tensor x)
    {
        var tokens = x.view(x.shape[0], -1, x.shape[3]); // N×L×C
        if (_windowOrder is not null)
            tokens = (Layout.IsPadded ? nn.functional.pad(tokens, (0, 0, 0, 1)) : tokens).index_select(1, _windowOrder.On(x.device));
        return tokens.view(-1, Layout.Window.Area, x.shape[3]);
    }

    /// <summary>(N·windows)×A×C → N×L×C.</summary>
    private Tensor Merge(Tensor windows, long batch)
    {
        var tokens = windows.view(batch, -1, windows.shape[2]);
        return _gridOrder is null ? tokens : tokens.index_select(1, _gridOrder.On(windows.device));
    }
}
