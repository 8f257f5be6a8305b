using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Cnn;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.PredictiveCoding.Models.Vit;

namespace InverseRepro.PredictiveCoding.Parity;

/// <summary>The fully connected and convolutional modules of wiskott-lab/classification-reconstruction-encoder, and their combinations.</summary>
internal static class CreFamily
{
    private static readonly string[] Parts = ["encoder", "decoder", "classifier"];

    private static readonly Dictionary<string, Func<CreWeights, StagedModule>> Modules = new()
    {
        ["EncoderFCSmall"] = w => new FcEncoder(w.Widths("linear_", 1)),
        ["EncoderFCMedium"] = w => new FcEncoder(w.Widths("linear_", 2)),
        ["EncoderFCLarge"] = w => new FcEncoder(w.Widths("linear_", 4)),
        ["DecoderFCSmall"] = w => Decoder(w, 1),
        ["DecoderFCMedium"] = w => Decoder(w, 2),
        ["DecoderFCLarge"] = w => Decoder(w, 4),
        ["ClassifierFCSmall"] = w => new FcClassifier(w.Widths("linear_", 1)),
        ["ClassifierFCMedium"] = w => new FcClassifier(w.Widths("linear_", 2)),
        ["ClassifierFCLarge"] = w => new FcClassifier(w.Widths("linear_", 2)),
        ["EncoderCNNSmall"] = w => Encoder(w, CnnEncoder.Small),
        ["EncoderCNNLarge"] = w => Encoder(w, CnnEncoder.Large),
        ["DecoderCNNSmall"] = w => Decoder(w, CnnDecoder.Small),
        ["DecoderCNNLarge"] = w => Decoder(w, CnnDecoder.Large),
        ["ClassifierCNNSmall"] = w => new SmallCnnClassifier(w.Size("linear_2.weight", 1), w.Size("linear_2.weight", 0)),
        ["ClassifierCNNLarge"] = w => new LargeCnnClassifier(
            w.Size("conv_1.weight", 1), w.Size("conv_1.weight", 0), w.Size("linear_3.weight", 1), w.Size("linear_3.weight", 0)),
        ["ClassifierViT"] = w => new VitClassifier(w.Size("linear_1.weight", 1), w.Size("linear_1.weight", 0)),
    };

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("module of a classification-reconstruction encoder", golden => Modules.ContainsKey(golden.Setting("class", "")),
            golden => ReferenceNetwork.Of(Modules[golden.Setting<string>("class")](new CreWeights(golden, "")))),
        new("classification-reconstruction encoder", golden => Parts.All(part => Modules.ContainsKey(ClassOf(golden, part))), Combination),
    ];

    private static ReferenceNetwork Combination(GoldenModel golden)
    {
        StagedModule Part(string part) => Modules[ClassOf(golden, part)](new CreWeights(golden, $"{part}."));

        var cre = new Cre(Part(Parts[0]), Part(Parts[1]), Part(Parts[2]));
        return new ReferenceNetwork([cre], (file, f) => cre.Represent(file.OneInput.ToTensor(), f));
    }

    /// <summary>The class of a part that is written as a call: "EncoderFCMedium(4)".</summary>
    private static string ClassOf(GoldenModel golden, string part) => golden.Setting(part, "").Split('(')[0].Trim();

    private static CnnEncoder Encoder(CreWeights w, IReadOnlyList<CnnEncoderBlock> blocks) => new(w.Size("conv_1.weight", 1),
        [.. blocks.Select((block, i) => block with { Channels = w.Size($"conv_{i + 1}.weight", 0), Kernel = w.Size($"conv_{i + 1}.weight", 2) })]);

    private static CnnDecoder Decoder(CreWeights w, IReadOnlyList<CnnDecoderBlock> blocks) => new(w.Size("conv_t_1.weight", 0),
        [.. blocks.Select((block, i) => block with { Channels = w.Size($"conv_t_{i + 1}.weight", 1) })]);

    /// <summary>Pictures have one channel and are square.</summary>
    private static FcDecoder Decoder(CreWeights w, int layers)
    {
        var widths = w.Widths("linear_", layers);
        var side = (long)Math.Sqrt(widths[^1]);
        return new FcDecoder(widths, [1, side, side]);
    }
}
