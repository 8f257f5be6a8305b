using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>
/// Multi-head self-attention within windows of A tokens, with a learned bias for each head and each difference of rows and
/// columns (timm <c>swin_transformer.py: WindowAttention</c>).
/// </summary>
public sealed class WindowAttention : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly Parameter relative_position_bias_table; // (2h−1)(2w−1)×heads
    private readonly Linear qkv;
    private readonly Linear proj;
    private readonly FixedTensor _index; // A²
    private readonly int _area;
    private readonly int _heads;
    private readonly double _scale;

    public WindowAttention(int dim, int numHeads, GridSize window, bool qkvBias) : base(nameof(WindowAttention))
    {
        relative_position_bias_table = nn.Parameter(zeros((2 * window.Height - 1) * (2 * window.Width - 1), numHeads));
        qkv = nn.Linear(dim, 3 * dim, hasBias: qkvBias);
        proj = nn.Linear(dim, dim);
        _index = new FixedTensor(tensor(window.RelativePositions()));
        _area = window.Area;
        _heads = numHeads;
        _scale = Math.Pow((double)dim / numHeads, -0.5);
        RegisterComponents();
    }

    /// <summary>x: (N·windows)×A×C, the windows of one picture side by side; mask: windows×A×A, added to the scores, or null.</summary>
    public override Tensor forward(Tensor x, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var bias = relative_position_bias_table.index_select(0, _index.On(x.device)) // A²×heads
            .view(_area, _area, _heads).permute(2, 0, 1).unsqueeze(0); // 1×heads×A×A
        if (mask is not null)
            bias = bias + mask.unsqueeze(1); // windows×heads×A×A
        return proj.forward(Engine.Attention.FromPackedQkv(qkv.forward(x), _heads, _scale, bias)).MoveToOuterDisposeScope();
    }
}
