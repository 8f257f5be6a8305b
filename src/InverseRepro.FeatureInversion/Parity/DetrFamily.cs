using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Detr;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>DETR as golden files describe it: images of one or several sizes, each an input of its own.</summary>
internal static class DetrFamily
{
    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("DETR (facebookresearch/detr)", golden => golden.Id.StartsWith("detr.", StringComparison.Ordinal), Build),
    ];

    private static readonly string[] Positions = ["normalize=True", "temperature=10000", "scale=2*pi", "num_pos_feats=hidden_dim/2"];

    private static ReferenceNetwork Build(GoldenModel golden)
    {
        var network = new Detr(Settings(golden));
        return new ReferenceNetwork([network], (file, f) => network.Represent(NestedTensor.Of([.. file.Inputs.Select(input => input.ToTensor())]), f));
    }

    private static DetrSettings Settings(GoldenModel golden)
    {
        golden.Expect("layer_norm_eps", 1e-5);
        golden.ExpectNone("masks");
        var classes = golden.SettingOr("num_classes", () => (int)golden.ShapeOf("class_embed.weight")[0] - 1);
        golden.Expect("class_embed_outputs", classes + 1);
        return new(Backbone(golden), classes,
            golden.SettingOr("num_queries", () => (int)golden.ShapeOf("query_embed.weight")[0]),
            golden.SettingOr("hidden_dim", () => (int)golden.ShapeOf("query_embed.weight")[1]),
            golden.Setting<int>("nheads"), golden.SettingOr("enc_layers", () => Layers(golden, "encoder")), golden.SettingOr("dec_layers", () => Layers(golden, "decoder")),
            golden.SettingOr("dim_feedforward", () => (int)golden.ShapeOf("transformer.encoder.layers.0.linear1.weight")[0]), golden.Setting("dropout", 0.0))
        {
            PreNorm = golden.SettingOr("pre_norm", () => golden.Setting("normalize_before", golden.Has("transformer.encoder.norm.weight"))),
            Activation = Activation(golden),
            LearnedPositions = HasLearnedPositions(golden),
        };
    }

    /// <summary>What facebookresearch/detr calls the activation of its transformer.</summary>
    /// <exception cref="InvalidDataException">It is none that a network can have.</exception>
    internal static TransformerActivation Activation(GoldenModel golden) => golden.Setting("activation", "relu") switch
    {
        "relu" => TransformerActivation.Relu,
        "gelu" => TransformerActivation.Gelu,
        "glu" => throw new InvalidDataException($"{golden.Path}: config 'activation' is \"glu\", whose half width does not fit the second linear layer; networks have relu or gelu"),
        var other => throw new InvalidDataException($"{golden.Path}: config 'activation' is \"{other}\"; networks here have relu or gelu"),
    };

    private static int Layers(GoldenModel golden, string part) => golden.StateDictionary.Count(entry =>
        entry.Key.StartsWith($"transformer.{part}.layers.", StringComparison.Ordinal) && entry.Key.EndsWith(".norm1.weight", StringComparison.Ordinal));

    // The kind comes first, arguments may follow ("sine, normalize=True, ..."): those of the reference are fixed.
    private static bool HasLearnedPositions(GoldenModel golden)
    {
        var text = golden.SettingOr("position_embedding", () => golden.Has("backbone.1.row_embed.weight") ? "learned" : "sine");
        var words = text.Split([',', '(', ')', ' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.FirstOrDefault(word => word.Contains('=', StringComparison.Ordinal) && !Positions.Contains(word)) is { } argument)
            throw new InvalidDataException($"{golden.Path}: config 'position_embedding' has {argument}; networks here have {string.Join(", ", Positions)}");
        return words.FirstOrDefault() switch
        {
            "learned" or "v3" => true,
            "sine" or "v2" => false,
            _ => throw new InvalidDataException($"{golden.Path}: config 'position_embedding' is \"{text}\"; networks here have sine or learned"),
        };
    }

    private static ResNetSettings Backbone(GoldenModel golden)
    {
        try
        {
            return ResNetSettings.Named(golden.Setting<string>("backbone"), golden.Setting("dilation", false));
        }
        catch (ArgumentException fault)
        {
            throw new InvalidDataException($"{golden.Path}: {fault.Message}", fault);
        }
    }
}
