using InverseRepro.Engine.Staging;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models.Mamba;

/// <summary>Mamba blocks without convolution and a norm after the last; its tokens are embedded elsewhere.</summary>
public sealed class MambaModel : StagedModule
{
    private readonly Embedding embeddings; // 0×D: the reference's table of a vocabulary, which is empty here
    private readonly ModuleList<MambaBlock> layers;
    private readonly RmsNorm norm_f;

    public MambaModel(MambaSettings s) : base(nameof(MambaModel))
    {
        Settings = s;
        embeddings = nn.Embedding(0, s.Width);
        layers = nn.ModuleList(Enumerable.Range(0, s.Depth).Select(_ => new MambaBlock(s)).ToArray());
        norm_f = new RmsNorm(s.Width, s.Epsilon);
        RegisterComponents();
    }

    public MambaSettings Settings { get; }

    /// <summary>x: N×L×D → N×L×D, and the state of each layer after the last token, N×C×S.</summary>
    /// <param name="states">Of each layer after the tokens before these; null: there are none.</param>
    /// <param name="timeScalers">Factors of the first T tokens' step sizes in each layer: layers×T.</param>
    public (Tensor Output, IReadOnlyList<Tensor> States) Represent(Tensor x, IReadOnlyList<Tensor>? states, Tensor? timeScalers, Features f)
    {
        if (timeScalers is not null && (timeScalers.shape is not [var rows, var length] || rows != layers.Count || length > x.shape[1]))
            throw new ArgumentException(
                $"Time scalers are layers×T with {layers.Count} layers and T at most {x.shape[1]}, not {string.Join('×', timeScalers.shape)}.", nameof(timeScalers));
        using var scope = NewDisposeScope();
        var last = new Tensor[layers.Count];
        for (var i = 0; i < layers.Count; i++)
        {
            (x, last[i]) = layers[i].Represent(x, states?[i], timeScalers?[i], f.Of($"layers.{i}"));
            f[$"layers.{i}"] = x;
            scope.MoveToOuter(last[i]);
        }
        return (scope.MoveToOuter(f["norm_f"] = norm_f.forward(x)), last);
    }

    protected override Tensor Walk(Tensor x, Features f) => f["output"] = Represent(x, null, null, f).Output; // N×L×D
}
