using InverseRepro.Engine.Staging;
using InverseRepro.MambaLength.Models.Transformer;
using InverseRepro.MambaLength.Patches;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>
/// A baseline in which patches and queries are one sequence, and every token attends to all. As in the reference only queries have
/// positions, so that it knows what was seen but not where.
/// </summary>
public sealed class TransformerSequential : PatchReconstructor
{
    private readonly Parameter query_token; // D
    private readonly PatchEncoder backbone;
    private readonly Encoder encoder;
    private readonly PatchDecoder decoder;
    private readonly int _width;

    public TransformerSequential(TransformerSettings s) : base(nameof(TransformerSequential))
    {
        query_token = nn.Parameter(zeros(s.Width));
        backbone = new PatchEncoder(s.Channels, s.PatchSize, s.Width);
        encoder = new Encoder(s);
        decoder = new PatchDecoder(s.Width, s.Channels, s.PatchSize);
        _width = s.Width;
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor patches, Tensor at, Tensor queries, Features f)
    {
        var seen = f["backbone"] = backbone.forward(patches); // N×L×D
        var asked = query_token + PatchPositions.SineCosine(queries, _width); // N×Q×D
        var x = encoder.Represent(cat([seen, asked], 1), f.Of(nameof(encoder))); // N×(L+Q)×D
        return f["reconstructed query patches"] = decoder.forward(x.narrow(1, patches.shape[1], queries.shape[1])); // N×Q×C×p×p
    }
}
