using System.Text.Json;
using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Models.Swin;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Parity;

/// <summary>
/// timm's Swin transformers and inverse-tvm's inverse modules for them. Where a config is silent the shapes of the weights
/// speak, and where there are none (networks of a chain) the reference's defaults hold.
/// </summary>
internal static class SwinFamily
{
    private const int DefaultWindow = 7;

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("Swin transformer (timm)", golden => Class(golden) == "SwinTransformer", golden => WithBuffers(new SwinTransformer(Settings(golden)))),
        new("patch splitting of Swin (inverse-tvm)", golden => Class(golden) == "PatchSplitting", golden => ReferenceNetwork.Of(Splitting(golden))),
        new("inverse stage of Swin (inverse-tvm)", golden => Class(golden) == "InverseSwinTransformerStage", golden => WithBuffers(InverseStage(golden))),
        new("inverse backbone of Swin (inverse-tvm)", golden => Class(golden) == "SwinBackbone", golden => ReferenceNetwork.Of(Backbone(golden))),
    ];

    internal static SwinTransformerSettings Settings(GoldenModel golden)
    {
        var depths = Setting(golden, "depths", [2, 2, 6, 2], () => Stages(golden).TakeWhile(stage => stage.Depth > 0).Select(stage => stage.Depth).ToArray());
        var stages = Stages(golden).Take(depths.Length).ToArray();
        var image = golden.OneInput.Shape; // N×C×H×W
        return new SwinTransformerSettings(
            golden.Config.TryGetProperty("img_size", out var size) ? Size(size) : new GridSize((int)image[2], (int)image[3]),
            Setting(golden, "patch_size", 4, () => (int)golden.ShapeOf("patch_embed.proj.weight")[2]),
            Setting(golden, "embed_dim", 96, () => stages[0].Width),
            depths,
            Setting(golden, "num_heads", [3, 6, 12, 24], () => stages.Select(stage => stage.Heads).ToArray()),
            Windows(golden, "window_size_per_stage", stages),
            Setting(golden, "num_classes", 1000, () => (int)golden.ShapeOf("head.fc.weight")[0]),
            Setting(golden, "in_chans", (int)image[1]),
            Setting(golden, "mlp_ratio", 4, () => stages[0].MlpRatio),
            Setting(golden, "qkv_bias", true, () => stages[0].QkvBias),
            golden.Setting("layer_norm_eps", 1e-5));
    }

    internal static InverseSwinStage InverseStage(GoldenModel golden)
    {
        var weights = new SwinBlockWeights(golden, "");
        var input = golden.OneInput.Shape; // N×H×W×C
        int? OutDim() => Setting(golden, "out_dim", 0, () => (int)golden.ShapeOf("upsample.expansion.weight")[0] / 4);
        return new InverseSwinStage(
            Setting(golden, "dim", (int)input[3], () => weights.Width),
            Setting(golden, "upsample", true, () => golden.Has("upsample.expansion.weight")) ? OutDim() : null,
            golden.Config.TryGetProperty("input_resolution", out var size) ? Size(size) : new GridSize((int)input[1], (int)input[2]),
            Setting(golden, "depth", 2, () => weights.Depth),
            Setting(golden, "num_heads", 4, () => weights.Heads),
            Windows(golden, "window_size_per_block", [weights])[0],
            Setting(golden, "mlp_ratio", 4, () => weights.MlpRatio),
            Setting(golden, "qkv_bias", true, () => weights.QkvBias),
            golden.Setting("layer_norm_eps", 1e-5));
    }

    private static PatchSplitting Splitting(GoldenModel golden)
    {
        var shape = golden.ShapeOf("expansion.weight"); // 4·out×in
        return new PatchSplitting((int)shape[1], (int)shape[0] / 4, golden.Setting("layer_norm_eps", 1e-5));
    }

    // Each transposed convolution is in×out×k×k.
    private static InverseSwinBackbone Backbone(GoldenModel golden)
    {
        var shapes = golden.StateDictionary.Where(entry => entry.Key.StartsWith("up_conv_", StringComparison.Ordinal) && entry.Shape.Length == 4)
            .Select(entry => entry.Shape).ToArray();
        return new InverseSwinBackbone((int)shapes[0][0], [.. shapes.Select(s => (int)s[1])], [.. shapes.Select(s => (int)s[2])]);
    }

    /// <summary>The reference's files list as stages what its modules compute from settings alone, too.</summary>
    private static ReferenceNetwork WithBuffers(StagedModule network) => new([network], (golden, f) =>
    {
        foreach (var (path, module) in network.named_modules())
            if (module is SwinBlock { Layout: var layout })
            {
                long windows = layout.Windows.Area, area = layout.Window.Area;
                f[$"buffer {path}.attn.relative_position_index"] = tensor(layout.Window.RelativePositions(), [area, area]);
                if (layout.IsShifted)
                    f[$"buffer {path}.attn_mask"] = tensor(layout.Mask(), [windows, area, area]);
            }
        network.Represent(golden.OneInput.ToTensor(), f);
    });

    private static string Class(GoldenModel golden) => golden.Setting("class", "");

    private static IEnumerable<SwinBlockWeights> Stages(GoldenModel golden) =>
        Enumerable.Range(0, int.MaxValue).Select(stage => new SwinBlockWeights(golden, $"layers.{stage}."));

    /// <summary>One window a stage, from a list of its own, one size for all, or the weights.</summary>
    private static GridSize[] Windows(GoldenModel golden, string list, IReadOnlyList<SwinBlockWeights> stages)
    {
        if (golden.Config.TryGetProperty(list, out var sizes))
            return [.. sizes.EnumerateArray().Select(Size)];
        if (!golden.Config.TryGetProperty("window_size", out var size))
            return [.. stages.Select(stage => golden.StateDictionary.Count > 0 ? stage.Window : DefaultWindow)];
        // As timm reads it: two numbers are height and width, any other count is one for each stage.
        return size.ValueKind == JsonValueKind.Array && size.GetArrayLength() != 2
            ? [.. size.EnumerateArray().Select(Size)]
            : [.. stages.Select(_ => Size(size))];
    }

    private static GridSize Size(JsonElement size) => size.ValueKind == JsonValueKind.Array ? new GridSize(size[0].GetInt32(), size[1].GetInt32()) : size.GetInt32();

    private static T Setting<T>(GoldenModel golden, string name, T otherwise, Func<T>? fromWeights = null) =>
        fromWeights is null || golden.StateDictionary.Count == 0 || golden.Config.TryGetProperty(name, out _)
            ? golden.Setting(name, otherwise)
            : fromWeights();
}
