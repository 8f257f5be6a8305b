using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>Encoder and decoder under one name, as the state dictionary has them.</summary>
public sealed class Transformer : nn.Module
{
    private readonly TransformerEncoder encoder;
    private readonly TransformerDecoder decoder;

    public Transformer(DetrSettings s) : base(nameof(Transformer))
    {
        encoder = new TransformerEncoder(s.Layer, s.EncoderLayers, finalNorm: s.PreNorm);
        decoder = new TransformerDecoder(s.Layer, s.DecoderLayers);
        RegisterComponents();
    }

    public TransformerEncoder Encoder => encoder;

    public TransformerDecoder Decoder => decoder;
}
