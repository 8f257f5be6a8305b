using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models.Detr;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>inverse-tvm's inverse modules for DETR, as golden files describe them.</summary>
internal static class InverseDetrFamily
{
    private static readonly string[] Backbones =
        ["LinearDecoder", "LinearDecoderEnhanced", "SimpleConvolutionalDecoder", "BatchNormalizedConvolutionalDecoder", "EnhancedBatchNormalizedConvolutionalDecoder"];

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("inverse backbone of DETR (inverse-tvm)", golden => Backbones.Contains(Class(golden)),
            golden => ReferenceNetwork.Of(new InverseDetrBackbone(Backbone(golden)))),
        new("inverse detector of DETR (inverse-tvm)", golden => Class(golden) == nameof(InverseDetector), Detector),
    ];

    private static string Class(GoldenModel golden) => golden.Setting("class", "");

    // The reference's classes take no settings; channels and kernels are read from the weights, (in, out, k, k) for each layer.
    private static InverseDetrBackboneSettings Backbone(GoldenModel golden)
    {
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
        var detector = new InverseDetector(golden.Setting<int>("num_classes"), golden.Setting<int>("hidden_dim"), golden.Setting<int>("embedding_dim"));
        return new ReferenceNetwork([detector], (file, f) => detector.Represent(file.Inputs[0].ToTensor(), file.Inputs[1].ToTensor(), f));
    }
}
