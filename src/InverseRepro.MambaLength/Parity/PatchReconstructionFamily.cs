using InverseRepro.Engine.Parity;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Models.Transformer;
using InverseRepro.MambaLength.Patches;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Parity;

/// <summary>Networks that reconstruct patches of images, as golden files describe them.</summary>
internal static class PatchReconstructionFamily
{
    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("patch reconstruction by Mamba", golden => Class(golden) is "FoveatedMamba6" or "FoveatedMamba7", Mamba),
        new("patch reconstruction by transformer encoder and decoder", golden => Class(golden) == nameof(TransformerEncoderDecoder),
            golden => Network(golden, new TransformerEncoderDecoder(Transformer(golden, "transformer_decoder.layers.")))),
        new("patch reconstruction by transformer encoder", golden => Class(golden) == nameof(TransformerSequential),
            golden => Network(golden, new TransformerSequential(Transformer(golden, null)))),
    ];

    private static string Class(GoldenModel golden) => golden.Setting("class", "");

    private static ReferenceNetwork Mamba(GoldenModel golden)
    {
        golden.Expect("backbone", "ConvBackbone");
        golden.Expect("joiner", "SimpleJoiner");
        golden.Expect("head", "PatchDecoder");
        var patch = golden.ShapeOf("backbones.0.proj.weight"); // F×C×p×p
        var network = new FoveatedMamba(new FoveatedMambaSettings(MambaFamily.Settings(golden, "mamba."), (int)patch[1], (int)patch[2], (int)patch[0],
            golden.Has("length_embeder.weight"), Position(golden)));
        double? declared = golden.Setting("seq_length", double.NaN) is var length && double.IsNaN(length) ? null : length;
        return new ReferenceNetwork([network], (file, f) =>
        {
            var sample = PatchSample.Of(file, (int)patch[2]);
            f["patches"] = sample.Patches;
            network.Represent(sample.Patches, sample.At, sample.Queries, f, declared, MambaFamily.TimeScalers(file));
            f["target query patches"] = sample.Targets;
        });
    }

    private static ReferenceNetwork Network(GoldenModel golden, PatchReconstructor network) => new([network], (file, f) =>
    {
        var sample = PatchSample.Of(file, (int)golden.ShapeOf("backbone.proj.weight")[2]);
        f["patches"] = sample.Patches;
        network.Represent(sample.Patches, sample.At, sample.Queries, f);
        f["target query patches"] = sample.Targets;
    });

    private static TransformerSettings Transformer(GoldenModel golden, string? decoder)
    {
        golden.Expect("pos_emb_type", "add");
        golden.Expect("head", "PatchDecoder");
        var patch = golden.ShapeOf("backbone.proj.weight"); // D×C×p×p
        var hidden = golden.ShapeOf("encoder.layers.0.mlp_block.mlp.0.weight")[0];
        var norm = golden.Setting("self_attention_norm_eps", 1e-6);
        golden.Expect("mlp_norm_eps", norm);
        return new TransformerSettings((int)patch[0], golden.Setting<int>("num_heads"), Depth(golden, "encoder.layers."), decoder is null ? 0 : Depth(golden, decoder),
            (int)patch[1], (int)patch[2], (int)(hidden / patch[0]), norm, golden.Setting("cross_attention_norm_eps", 1e-5));
    }

    private static int Depth(GoldenModel golden, string layers) => golden.StateDictionary.Count(entry =>
        entry.Key.StartsWith(layers, StringComparison.Ordinal) && entry.Key.EndsWith(".mlp_block.layer_scale", StringComparison.Ordinal));

    private static PositionCode Position(GoldenModel golden) => golden.Setting("pos_emb_type", "concat") switch
    {
        "concat" => PositionCode.Concatenate,
        "add" => PositionCode.Add,
        var other => throw new InvalidDataException($"{golden.Path}: config 'pos_emb_type' is {other}; networks here have concat or add"),
    };

    /// <summary>What the file's images and positions give a network.</summary>
    private sealed record PatchSample(Tensor Patches, Tensor At, Tensor Queries, Tensor Targets)
    {
        public static PatchSample Of(GoldenModel file, int patchSize)
        {
            var images = file.Inputs[0].ToTensor(); // N×C×H×W
            var (seen, asked) = (Positions(file, "pos_x", "pos_y"), Positions(file, "query_pos_x", "query_pos_y"));
            var side = (int)images.shape[^1];
            return new PatchSample(PatchCropping.Crop(images, seen, patchSize), PatchPositions.Relative(seen, side),
                PatchPositions.Relative(asked, side), PatchCropping.Crop(images, asked, patchSize));
        }

        private static Tensor Positions(GoldenModel file, string x, string y) => // N×L×2
            stack([file.Position(x).ToTensor(), file.Position(y).ToTensor()], -1);
    }
}
