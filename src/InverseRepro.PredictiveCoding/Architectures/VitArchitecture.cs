using System.Text.Json.Serialization;
using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Vit;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Architectures;

/// <summary>Encoder and decoder of transformer blocks.</summary>
/// <param name="EmbedDim">Width of encoder and latent.</param>
/// <param name="DecoderEmbedDim">Width of the decoder.</param>
/// <param name="Depth">Blocks of the encoder and of the decoder.</param>
public sealed record VitArchitecture(int PatchSize, int EmbedDim, int DecoderEmbedDim, int Depth, int Heads) : CreArchitecture
{
    /// <summary>Share of the patches that is hidden from the encoder in training. Left out of a cell's settings where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double MaskRatio { get; init; }

    public override int LatentSize(ImageDataSettings data) => (1 + Settings(data).Grid * Settings(data).Grid) * EmbedDim;

    public override double Macs(ImageDataSettings data) => Blocks(data, EmbedDim) + Tokens(data) * Patch(data) * EmbedDim + ModuleMacs(data);

    public override double ModuleMacs(ImageDataSettings data) =>
        Blocks(data, DecoderEmbedDim) + Tokens(data) * (EmbedDim + Patch(data)) * DecoderEmbedDim + EmbedDim * data.Classes;

    public override CreNetwork Build(ImageDataSettings data, Seed seed)
    {
        var network = new CreVit(Settings(data));
        Initialise.MaskedAutoencoder(network, seed);
        return MaskRatio > 0 ? new MaskedCreVit(network, MaskRatio, seed.Derive("masking")) : network;
    }

    private double Tokens(ImageDataSettings data) => LatentSize(data) / EmbedDim;

    private double Patch(ImageDataSettings data) => PatchSize * PatchSize * data.Channels;

    private double Blocks(ImageDataSettings data, double width) => Depth * Tokens(data) * (12 * width * width + 2 * Tokens(data) * width);

    private CreVitSettings Settings(ImageDataSettings data) =>
        new(data.ImageSize, PatchSize, data.Channels, EmbedDim, Depth, Heads, DecoderEmbedDim, Depth, Heads, NumClasses: data.Classes);
}
