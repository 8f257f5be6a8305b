using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Detr;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>inverse-tvm's inverse modules for DETR, as golden files describe them.</summary>
internal static class InverseDetrFamily
{
    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("inverse backbone of DETR (inverse-tvm)", golden => InverseDetrBackboneSettings.Published.ContainsKey(Class(golden)),
            golden => ReferenceNetwork.Of(new InverseDetrBackbone(Backbone(golden)))),
        new("inverse detector of DETR (inverse-tvm)", golden => Class(golden) == nameof(InverseDetector), Detector),
        new("inverse encoder of DETR (inverse-tvm)", golden => Class(golden) == nameof(InverseTransformerEncoder), Encoder),
        new("inverse decoder of DETR (inverse-tvm)", golden => Class(golden) == nameof(InverseTransformerDecoder), Decoder),
    ];

    private static string Class(GoldenModel golden) => golden.Setting("class", "");

    // The reference's classes take no settings; channels and kernels are read from the weights, (in, out, k, k) for each layer.
    private static InverseDetrBackboneSettings Backbone(GoldenModel golden)
    {
        golden.Expect("batch_norm_eps", 1e-5);
        var weights = golden.StateDictionary.Where(entry => entry.Shape.Length == 4).Select(entry => entry.Shape).ToArray();
        var (width, kernel) = ((int)weights[0][0], (int)weights[^1][2]);
        int[] channels = [.. weights[..^1].Select(shape => (int)shape[1])];
        var kept = golden.StateDictionary.Count(entry => entry.Key.StartsWith("up_conv_2_", StringComparison.Ordinal) && entry.Shape.Length == 4);
        return Class(golden) switch
        {
            "LinearDecoder" => InverseDetrBackboneSettings.Linear(width, kernel),
            "LinearDecoderEnhanced" => InverseDetrBackboneSettings.LinearEnhanced(width, channels, kernel),
            "SimpleConvolutionalDecoder" => InverseDetrBackboneSettings.Simple(width, channels),
            "BatchNormalizedConvolutionalDecoder" => InverseDetrBackboneSettings.BatchNormalized(width, channels),
            _ => InverseDetrBackboneSettings.EnhancedBatchNormalized(width, channels[0], channels[1..(1 + kept)], channels[(1 + kept)..]),
        };
    }

    private static ReferenceNetwork Detector(GoldenModel golden)
    {
        golden.Expect("bbox_dim", 4);
        var detector = new InverseDetector(golden.Setting<int>("num_classes"), golden.Setting<int>("hidden_dim"), golden.Setting<int>("embedding_dim"));
        return new ReferenceNetwork([detector], (file, f) => detector.Represent(file.Inputs[0].ToTensor(), file.Inputs[1].ToTensor(), f));
    }

    private static ReferenceNetwork Encoder(GoldenModel golden)
    {
        var encoder = new InverseTransformerEncoder(Transformer(golden, numQueries: 0));
        return new ReferenceNetwork([encoder], (file, f) =>
        {
            var mask = Mask(file); // N×h×w
            var pos = f["pos"] = Positions(file, mask);
            encoder.Represent(file.Inputs[0].ToTensor(), mask.flatten(1), pos, f);
        });
    }

    private static ReferenceNetwork Decoder(GoldenModel golden)
    {
        var decoder = new InverseTransformerDecoder(Transformer(golden, golden.Setting<int>("num_queries")));
        return new ReferenceNetwork([decoder], (file, f) =>
            decoder.Represent(file.Inputs[0].ToTensor()[-1], f["pos"] = Positions(file, Mask(file)), f));
    }

    private static InverseTransformerSettings Transformer(GoldenModel golden, int numQueries)
    {
        golden.Expect("layer_norm_eps", 1e-5);
        var silent = !golden.Config.TryGetProperty("final_norm", out var norm);
        return new(golden.Setting<int>("d_model"), golden.Setting<int>("nhead"), golden.Setting<int>("num_layers"), golden.Setting<int>("dim_feedforward"), numQueries)
        {
            PreNorm = golden.Setting("normalize_before", false),
            Activation = DetrFamily.Activation(golden),
            // null, or the norm by whatever name
            FinalNorm = silent ? golden.Has("norm.weight") : norm.ValueKind is not (JsonValueKind.Null or JsonValueKind.False),
        };
    }

    /// <summary>True outside each picture's valid rows and columns: N×h×w.</summary>
    private static Tensor Mask(GoldenModel golden)
    {
        var grid = golden.Setting<long[]>("grid");
        var valid = golden.Setting<long[][]>("valid_rows_cols_per_image");
        var mask = ones([valid.Length, grid[0], grid[1]], ScalarType.Bool);
        for (var i = 0; i < valid.Length; i++)
            mask[i].narrow(0, 0, valid[i][0]).narrow(1, 0, valid[i][1]).fill_(false);
        return mask;
    }

    private static Tensor Positions(GoldenModel golden, Tensor mask) => // N×h×w → L×N×D
        new PositionEmbeddingSine(golden.Setting<int>("d_model") / 2).Of(mask).flatten(2).permute(2, 0, 1);
}
