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

    // Attention in a window takes the fourth power of its side.
    private const int LargestWindow = 64;

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("Swin transformer (timm)", golden => Class(golden) == "SwinTransformer", golden => WithBuffers(golden, new SwinTransformer(Settings(golden)))),
        new("patch splitting of Swin (inverse-tvm)", golden => Class(golden) == "PatchSplitting", golden => ReferenceNetwork.Of(Splitting(golden))),
        new("inverse stage of Swin (inverse-tvm)", golden => Class(golden) == "InverseSwinTransformerStage", golden => WithBuffers(golden, InverseStage(golden))),
        new("inverse backbone of Swin (inverse-tvm)", golden => Class(golden) == "SwinBackbone", golden => ReferenceNetwork.Of(Backbone(golden))),
    ];

    internal static SwinTransformerSettings Settings(GoldenModel golden)
    {
        Expect(golden);
        golden.Expect("global_pool", "avg");
        golden.Expect("embed_layer", "PatchEmbed");
        var depths = Setting(golden, "depths", [2, 2, 6, 2], () => Stages(golden).TakeWhile(stage => stage.Depth > 0).Select(stage => stage.Depth).ToArray());
        var stages = Stages(golden).Take(depths.Length).ToArray();
        var image = Input(golden); // N×C×H×W
        var settings = new SwinTransformerSettings(
            golden.Config.TryGetProperty("img_size", out var size) ? Size(golden, "img_size", size) : new GridSize((int)image[2], (int)image[3]),
            Setting(golden, "patch_size", 4, () => (int)golden.ShapeOf("patch_embed.proj.weight")[2]),
            Setting(golden, "embed_dim", 96, () => stages[0].Width),
            depths,
            Setting(golden, "num_heads", [3, 6, 12, 24], () => stages.Select(stage => stage.Heads).ToArray()),
            Windows(golden, "window_size_per_stage", stages),
            Setting(golden, "num_classes", 1000, () => (int)golden.ShapeOf("head.fc.weight")[0]),
            Setting(golden, "in_chans", (int)image[1]),
            Setting(golden, "mlp_ratio", 4, () => stages[0].MlpRatio),
            Setting(golden, "qkv_bias", true, () => stages[0].QkvBias),
            golden.Setting("layer_norm_eps", 1e-5))
        { AlwaysPartition = golden.Setting("always_partition", false) };
        foreach (var (name, count) in new[] { ("num_heads", settings.NumHeads.Count), ("windows", settings.Windows.Count) })
            if (count != settings.Stages)
                throw new InvalidDataException($"{golden.Path}: the config gives {settings.Stages} depths and {count} {name}; each stage has one of both");
        return (settings.ImageSize.Height, settings.ImageSize.Width) == (image[2], image[3])
            ? settings
            : throw new InvalidDataException($"{golden.Path}: the config has images of {settings.ImageSize}, the input [{string.Join(',', image)}]");
    }

    internal static InverseSwinStage InverseStage(GoldenModel golden)
    {
        Expect(golden);
        var weights = new SwinBlockWeights(golden, "");
        var input = Input(golden); // N×H×W×C
        int? OutDim() => Setting(golden, "out_dim", 0, () => (int)golden.ShapeOf("upsample.expansion.weight")[0] / 4);
        return new InverseSwinStage(
            Setting(golden, "dim", (int)input[3], () => weights.Width),
            Setting(golden, "upsample", true, () => golden.Has("upsample.expansion.weight")) ? OutDim() : null,
            golden.Config.TryGetProperty("input_resolution", out var size) ? Size(golden, "input_resolution", size) : new GridSize((int)input[1], (int)input[2]),
            Setting(golden, "depth", 2, () => weights.Depth),
            Setting(golden, "num_heads", 4, () => weights.Heads),
            Windows(golden, "window_size_per_block", [weights]).Distinct().ToArray() is [var window]
                ? window
                : throw new InvalidDataException($"{golden.Path}: the config gives its blocks windows of several sizes, or none; all blocks of a stage have one"),
            Setting(golden, "mlp_ratio", 4, () => weights.MlpRatio),
            Setting(golden, "qkv_bias", true, () => weights.QkvBias),
            golden.Setting("layer_norm_eps", 1e-5), golden.Setting("always_partition", false));
    }

    private static PatchSplitting Splitting(GoldenModel golden)
    {
        Expect(golden);
        var shape = golden.ShapeOf("expansion.weight"); // 4·out×in
        golden.Expect("dim", (int)shape[1]);
        golden.Expect("out_dim", (int)shape[0] / 4);
        return new PatchSplitting((int)shape[1], (int)shape[0] / 4, golden.Setting("layer_norm_eps", 1e-5));
    }

    // Each transposed convolution is in×out×k×k.
    private static InverseSwinBackbone Backbone(GoldenModel golden)
    {
        golden.Expect("batch_norm_eps", 1e-5);
        var shapes = golden.StateDictionary.Where(entry => entry.Key.StartsWith("up_conv_", StringComparison.Ordinal) && entry.Shape.Length == 4)
            .Select(entry => entry.Shape).ToArray();
        return new InverseSwinBackbone((int)shapes[0][0], [.. shapes.Select(s => (int)s[1])], [.. shapes.Select(s => (int)s[2])]);
    }

    /// <summary>The reference's files list as stages what its modules compute from settings alone, too.</summary>
    private static ReferenceNetwork WithBuffers(GoldenModel golden, StagedModule network)
    {
        CheckShifts(golden, network);
        return new ReferenceNetwork([network], (golden, f) =>
        {
            foreach (var (path, layout) in Layouts(network))
            {
                long windows = layout.Windows.Area, area = layout.Window.Area;
                f[$"buffer {path}.attn.relative_position_index"] = tensor(layout.Window.RelativePositions(), [area, area]);
                if (layout.IsShifted)
                    f[$"buffer {path}.attn_mask"] = tensor(layout.Mask(), [windows, area, area]);
            }
            network.Represent(golden.OneInput.ToTensor(), f);
        });
    }

    /// <summary>Shifts follow from windows and grids; a file that lists others describes another network.</summary>
    private static void CheckShifts(GoldenModel golden, StagedModule network)
    {
        if (!golden.Config.TryGetProperty("shift_size_per_block", out var listed) || listed.ValueKind == JsonValueKind.Null)
            return;
        var own = Layouts(network).SelectMany(block => new[] { block.Layout.Shift.Height, block.Layout.Shift.Width });
        if (!Numbers(listed).SequenceEqual(own))
            throw new InvalidDataException($"{golden.Path}: config 'shift_size_per_block' is not half a window in every second block; networks here have {string.Join(", ", own)}");
    }

    private static IEnumerable<int> Numbers(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().SelectMany(Numbers) : [list.GetInt32()];

    private static IEnumerable<(string Path, WindowLayout Layout)> Layouts(StagedModule network) =>
        network.named_modules().Where(named => named.module is SwinBlock).Select(named => (named.name, ((SwinBlock)named.module).Layout));

    /// <summary>What blocks may have in timm, but have in no network here.</summary>
    private static void Expect(GoldenModel golden)
    {
        golden.ExpectNone("head_dim");
        golden.Expect("norm_layer", "LayerNorm", "layernorm");
        golden.Expect("activation", "gelu(erf)", "gelu", "GELU");
        golden.Expect("act_layer", "gelu", "GELU", "gelu(erf)");
    }

    /// <summary>The shape of the one input, of four axes.</summary>
    private static long[] Input(GoldenModel golden) => golden.OneInput.Shape is { Length: 4 } shape
        ? shape
        : throw new InvalidDataException($"{golden.Path}: the input is [{string.Join(',', golden.OneInput.Shape)}]; the network takes four axes");

    private static string Class(GoldenModel golden) => golden.Setting("class", "");

    private static IEnumerable<SwinBlockWeights> Stages(GoldenModel golden) =>
        Enumerable.Range(0, int.MaxValue).Select(stage => new SwinBlockWeights(golden, $"layers.{stage}."));

    /// <summary>One window a stage, from a list of its own, one size for all, or the weights.</summary>
    private static GridSize[] Windows(GoldenModel golden, string list, IReadOnlyList<SwinBlockWeights> stages)
    {
        if (golden.Config.TryGetProperty(list, out var sizes))
            return [.. sizes.EnumerateArray().Select(Window)];
        if (!golden.Config.TryGetProperty("window_size", out var size))
            return [.. stages.Select(stage => golden.StateDictionary.Count > 0 ? stage.Window : DefaultWindow)];
        // As timm reads it: two numbers are height and width, any other count is one for each stage.
        return size.ValueKind == JsonValueKind.Array && size.GetArrayLength() != 2
            ? [.. size.EnumerateArray().Select(Window)]
            : [.. stages.Select(_ => Window(size))];

        GridSize Window(JsonElement size) => Size(golden, "window_size", size) is var window && Math.Max(window.Height, window.Width) <= LargestWindow
            ? window
            : throw new InvalidDataException($"{golden.Path}: the config has windows of {window} tokens; at most {LargestWindow} a side are accepted");
    }

    private static GridSize Size(GoldenModel golden, string name, JsonElement size)
    {
        int Side(JsonElement side) => side.ValueKind == JsonValueKind.Number && side.TryGetInt32(out var length) && length > 0
            ? length
            : throw new InvalidDataException($"{golden.Path}: config '{name}' has {size.GetRawText()}, not a size or a height and a width");
        return size.ValueKind != JsonValueKind.Array ? Side(size) : size.GetArrayLength() == 2 ? new GridSize(Side(size[0]), Side(size[1])) : Side(size);
    }

    private static T Setting<T>(GoldenModel golden, string name, T otherwise, Func<T>? fromWeights = null) =>
        fromWeights is null || golden.StateDictionary.Count == 0 || golden.Config.TryGetProperty(name, out _)
            ? golden.Setting(name, otherwise)
            : fromWeights();
}
