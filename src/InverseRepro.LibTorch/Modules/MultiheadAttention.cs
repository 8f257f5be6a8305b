using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Attention of several heads with one packed projection of query, key and value (rows in that order). Parameters:
/// in_proj_weight 3E×E, in_proj_bias 3E, out_proj.weight E×E, out_proj.bias E.
/// </summary>
public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor>>
{
    private const string InputWeight = "in_proj_weight", InputBias = "in_proj_bias";
    private const string OutputWeight = "out_proj.weight", OutputBias = "out_proj.bias";
    private readonly long _width, _heads;
    private readonly double _dropout;

    internal MultiheadAttention(long width, long heads, double dropout, bool bias) : base(nameof(MultiheadAttention))
    {
        if (heads < 1 || width % heads != 0)
            throw new ArgumentException($"The embedding width {width} must be a multiple of the number of heads {heads}.");
        (_width, _heads, _dropout) = (width, heads, dropout);
        Register(InputWeight, nn.init.xavier_uniform_(empty([3 * width, width])));
        if (bias)
            Register(InputBias, zeros([3 * width]));
        var output = empty([width, width]);
        nn.init.ResetAffine(output, null);
        Register(OutputWeight, output);
        if (bias)
            Register(OutputBias, zeros([width]));
    }

    /// <summary>As forward, with the optional inputs left out.</summary>
    public new Tuple<Tensor, Tensor> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
        base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

    /// <summary>
    /// query L×N×E, key and value S×N×E, key_padding_mask N×S (True is ignored), attn_mask L×S or (N heads)×L×S (True is
    /// ignored, or numbers to add) → output L×N×E and, where asked for, the weights averaged over heads N×L×S (else null).
    /// </summary>
    public override Tuple<Tensor, Tensor> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
    {
        using var scope = NewDisposeScope();
        var (length, batch, source) = (query.shape[0], query.shape[1], key.shape[0]);
        var (weight, bias) = (get_parameter(InputWeight)!, get_parameter(InputBias));
        var scale = 1 / Math.Sqrt(_width / _heads);
        var q = Heads(Project(query, weight, bias, 0) * scale); // (N heads)×L×d
        var k = Heads(Project(key, weight, bias, 1)); // (N heads)×S×d
        var v = Heads(Project(value, weight, bias, 2));

        var scores = q.bmm(k.transpose(1, 2)); // (N heads)×L×S
        if (attn_mask is not null)
            scores = Masked(scores, attn_mask);
        if (key_padding_mask is not null)
            scores = Masked(scores.view(batch, _heads, length, source), key_padding_mask.view(batch, 1, 1, source))
                .view(batch * _heads, length, source);
        var attention = nn.functional.dropout(nn.functional.softmax(scores, -1), _dropout, training);

        var mixed = attention.bmm(v).transpose(0, 1).contiguous().view(length, batch, _width);
        var output = nn.functional.linear(mixed, get_parameter(OutputWeight)!, get_parameter(OutputBias));
        var averaged = need_weights ? attention.view(batch, _heads, length, source).mean([1L]).MoveToOuterDisposeScope() : null;
        return Tuple.Create(output.MoveToOuterDisposeScope(), averaged!);
    }

    private void Register(string name, Tensor values) =>
        register_parameter(name, (Parameter)new Parameter(values).DetachFromDisposeScope());

    private Tensor Project(Tensor input, Tensor weight, Tensor? bias, long part) =>
        nn.functional.linear(input, weight.narrow(0, part * _width, _width), bias?.narrow(0, part * _width, _width));

    private Tensor Heads(Tensor packed) => // L×N×E → (N heads)×L×d
        packed.contiguous().view(packed.shape[0], packed.shape[1] * _heads, _width / _heads).transpose(0, 1);

    private static Tensor Masked(Tensor scores, Tensor mask) =>
        mask.dtype == ScalarType.Bool ? scores.masked_fill(mask, double.NegativeInfinity) : scores + mask;
}
