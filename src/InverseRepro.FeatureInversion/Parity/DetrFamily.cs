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

    private static ReferenceNetwork Build(GoldenModel golden)
    {
        var network = new Detr(Settings(golden));
        return new ReferenceNetwork([network], (file, f) => network.Represent(NestedTensor.Of([.. file.Inputs.Select(input => input.ToTensor())]), f));
    }

    private static DetrSettings Settings(GoldenModel golden)
    {
        if (golden.Setting("pre_norm", false) || golden.Setting("activation", "relu") != "relu")
            throw new InvalidDataException($"{golden.Path}: DETR here has its norms after the sums (pre_norm false) and ReLU (activation relu)");
        return new(Backbone(golden),
            golden.Setting<int>("num_classes"), golden.Setting<int>("num_queries"), golden.Setting<int>("hidden_dim"), golden.Setting<int>("nheads"),
            golden.Setting<int>("enc_layers"), golden.Setting<int>("dec_layers"), golden.Setting<int>("dim_feedforward"), golden.Setting("dropout", 0.0));
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
