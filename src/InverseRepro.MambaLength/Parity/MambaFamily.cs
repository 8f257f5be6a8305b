using InverseRepro.Engine.Parity;
using InverseRepro.Engine.Staging;
using InverseRepro.MambaLength.Models.Mamba;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Parity;

/// <summary>Blocks and stacks of blocks, as golden files describe them.</summary>
internal static class MambaFamily
{
    private const string SecondPiece = "two pieces with cache: last_hidden_state of the second piece", Cache = "cache after both pieces: layer ";

    public static IReadOnlyList<ReferenceFamily> Families { get; } =
    [
        new("Mamba mixer with convolution (state-spaces)", golden => IsMamba(golden) && golden.Setting("class", "") == "Mamba", Mixer),
        new("Mamba block without convolution", golden => IsMamba(golden) && golden.Has("norm.weight"), Block),
        new("Mamba without convolution", golden => IsMamba(golden) && golden.Has("norm_f.weight"), Model),
    ];

    /// <summary>The sizes, read from the weights; <paramref name="prefix"/> leads to the stack ("mamba."), or to a mixer alone.</summary>
    public static MambaSettings Settings(GoldenModel golden, string prefix)
    {
        golden.Expect("hidden_act", "silu");
        golden.Expect("activation", "silu");
        var depth = golden.StateDictionary.Count(entry =>
            entry.Key.StartsWith($"{prefix}layers.", StringComparison.Ordinal) && entry.Key.EndsWith(".mixer.D", StringComparison.Ordinal));
        var mixer = depth > 0 ? $"{prefix}layers.0.mixer." : prefix;
        var (state, step, width) = (golden.ShapeOf($"{mixer}A_log"), golden.ShapeOf($"{mixer}dt_proj.weight"), golden.ShapeOf($"{mixer}in_proj.weight"));
        return new MambaSettings((int)width[1], depth, (int)state[0], (int)state[1], (int)step[1],
            golden.Has($"{mixer}in_proj.bias"), golden.Setting("layer_norm_epsilon", 1e-5));
    }

    /// <summary>The input of this name, shifted to 0.5 … 1.5, where the config speaks of it; else null.</summary>
    public static Tensor? TimeScalers(GoldenModel golden) =>
        golden.Inputs.FirstOrDefault(input => input.Name == "time_scalers") is { } scalers ? scalers.ToTensor() + 0.5 : null;

    private static bool IsMamba(GoldenModel golden) => golden.Id.StartsWith("mamba.", StringComparison.Ordinal);

    private static ReferenceNetwork Mixer(GoldenModel golden)
    {
        var mixer = new SelectiveStateSpace(Settings(golden, ""), (int)golden.ShapeOf("conv1d.weight")[2], golden.Has("conv1d.bias"));
        return new ReferenceNetwork([mixer], (file, f) =>
        {
            var own = new Features();
            f["output"] = mixer.Represent(file.OneInput.ToTensor(), null, null, own).Output;
            f["conv1d (padded length)"] = own["conv1d"];
            f["x_proj"] = own["x_proj"].flatten(0, 1); // the reference lays all tokens in one dimension
        });
    }

    private static ReferenceNetwork Block(GoldenModel golden) => ReferenceNetwork.Of(new MambaBlock(Settings(golden, "mixer.")));

    private static ReferenceNetwork Model(GoldenModel golden)
    {
        var model = new MambaModel(Settings(golden, ""));
        return new ReferenceNetwork([model], (file, f) =>
        {
            var x = file.Inputs[0].ToTensor();
            f["output"] = model.Represent(x, null, TimeScalers(file), f).Output;
            if (file.Stages.FirstOrDefault(stage => stage.Name == SecondPiece) is { Shape: [_, var second, _] })
                InTwoPieces(model, x, x.shape[1] - second, f);
        });
    }

    private static void InTwoPieces(MambaModel model, Tensor x, long first, Features f)
    {
        var (_, states) = model.Represent(x.narrow(1, 0, first), null, null, Features.None);
        (f[SecondPiece], states) = model.Represent(x.narrow(1, first, x.shape[1] - first), states, null, Features.None);
        for (var i = 0; i < states.Count; i++)
            f[$"{Cache}{i}"] = states[i];
    }
}
