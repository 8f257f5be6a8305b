using InverseRepro.Engine.Staging;
using InverseRepro.MambaLength.Models.Transformer;
using InverseRepro.MambaLength.Patches;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Models;

/// <summary>The baseline without recurrence: patches attend to each other, then queries to each other and to the patches.</summary>
public sealed class TransformerEncoderDecoder : PatchReconstructor
{
    private readonly Parameter query_token; // D
    private readonly PatchEncoder backbone;
    private readonly Encoder encoder;
    private readonly Decoder transformer_decoder;
    private readonly PatchDecoder head;
    private readonly int _width;

    public TransformerEncoderDecoder(TransformerSettings s) : base(nameof(TransformerEncoderDecoder))
    {
        query_token = nn.Parameter(zeros(s.Width));
        backbone = new PatchEncoder(s.Channels, s.PatchSize, s.Width);
        encoder = new Encoder(s);
        transformer_decoder = new Decoder(s);
        head = new PatchDecoder(s.Width, s.Channels, s.PatchSize);
        _width = s.Width;
        RegisterComponents();
    }

    protected override Tensor Walk(Tensor patches, Tensor at, Tensor queries, Features f)
    {
        var seen = f["backbone"] = backbone.forward(patches); // N×L×D
        var memory = encoder.Represent(seen + PatchPositions.SineCosine(at, _width), f.Of(nameof(encoder))); // N×L×D
        var asked = query_token + PatchPositions.SineCosine(queries, _width); // N×Q×D
        var answers = transformer_decoder.Represent(asked, memory, f.Of(nameof(transformer_decoder)));
        return f["reconstructed query patches"] = head.forward(answers); // N×Q×C×p×p
    }
}
