using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Rows of a table by index; weight count×width, standard normal at first, the padding row zero.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long _padding;
    private readonly bool _scaleByFrequency, _sparse;

    internal Embedding(Tensor table, bool trainable, long? padding, bool scaleByFrequency, bool sparse) : base(nameof(Embedding))
    {
        (_padding, _scaleByFrequency, _sparse) = (padding ?? -1, scaleByFrequency, sparse);
        weight = new Parameter(table, trainable);
    }

    [DisallowNull]
    [field: ComponentName(Name = nameof(weight))]
    public Parameter? weight { get; set => Assign(ref field, value, nameof(weight)); }

    /// <summary>Integer indices of any shape → indices' shape × width.</summary>
    public override Tensor forward(Tensor input) =>
        nn.functional.Embed(input, weight!, _padding, _scaleByFrequency, _sparse);
}
