using InverseRepro.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests;

public sealed class InitialiseTests
{
    private static readonly Seed Seed = new(11);

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private static Sequential Small(bool extraLayer) => extraLayer
        ? nn.Sequential(("new", nn.Linear(7, 5)), ("a", nn.Linear(5, 4)), ("b", nn.Conv2d(3, 2, 3)))
        : nn.Sequential(("b", nn.Conv2d(3, 2, 3)), ("a", nn.Linear(5, 4)));

    [Fact]
    public void Values_depend_on_the_key_alone()
    {
        using var first = Small(false);
        using var second = Small(true);
        manual_seed(1);
        Initialise.TorchDefaults(first, Seed);
        manual_seed(2);
        Initialise.TorchDefaults(second, Seed);
        foreach (var (key, tensor) in first.state_dict())
            Values(tensor).Should().Equal(Values(second.state_dict()[key]), "{0} is the same in both", key);
        Values(first.state_dict()["a.weight"]).Should().NotEqual(Values(second.state_dict()["new.weight"])[..20]);
    }

    [Fact]
    public void Another_seed_gives_other_values()
    {
        using Linear first = nn.Linear(3, 3), second = nn.Linear(3, 3);
        Initialise.TorchDefaults(first, Seed);
        Initialise.TorchDefaults(second, new Seed(12));
        Values(first.weight).Should().NotEqual(Values(second.weight));
    }

    [Fact]
    public void Torch_defaults_are_uniform_within_one_over_root_fan_in()
    {
        using var layer = nn.ConvTranspose2d(8, 16, 2);
        Initialise.TorchDefaults(layer, Seed);
        var bound = 1 / MathF.Sqrt(16 * 2 * 2); // the second dimension counts, transposed or not
        var values = Values(layer.weight);
        values.Should().OnlyContain(value => Math.Abs(value) <= bound);
        values.Max(Math.Abs).Should().BeGreaterThan(0.95f * bound);
        Values(layer.bias!).Should().OnlyContain(value => Math.Abs(value) <= bound && value != 0);
    }

    [Fact]
    public void Truncated_normal_has_the_deviation_asked_for_and_no_bias()
    {
        using var layer = nn.Linear(100, 100);
        Initialise.TruncatedNormal(layer, Seed, 0.02);
        Math.Sqrt(Values(layer.weight).Average(value => value * value)).Should().BeApproximately(0.02, 0.0005);
        Values(layer.bias!).Should().OnlyContain(value => value == 0);
    }

    [Fact]
    public void Positions_and_tokens_are_drawn_and_norms_are_neutral()
    {
        using var module = nn.Sequential(("norm", nn.LayerNorm(3)));
        module.register_parameter("pos_embed", new Parameter(zeros([1, 2, 3])));
        module.register_parameter("gamma", new Parameter(full([3], 0.1f)));
        nn.init.zeros_(module.get_parameter("norm.weight")!);
        Initialise.TruncatedNormal(module, Seed);
        Values(module.get_parameter("pos_embed")!).Should().OnlyContain(value => value != 0 && Math.Abs(value) < 0.2f);
        Values(module.get_parameter("gamma")!).Should().OnlyContain(value => value == 0.1f);
        Values(module.get_parameter("norm.weight")!).Should().Equal(1, 1, 1);
    }

    [Fact]
    public void Attention_has_zero_bias_and_glorot_projections()
    {
        using var layer = nn.MultiheadAttention(6, 2);
        Initialise.TorchDefaults(layer, Seed);
        Values(layer.get_parameter("in_proj_bias")!).Should().OnlyContain(value => value == 0);
        Values(layer.get_parameter("in_proj_weight")!).Should().OnlyContain(value => Math.Abs(value) <= 0.5f);
    }

    [Fact]
    public void A_generator_repeats_its_numbers()
    {
        using var first = rand([4], generator: Seed.Generator());
        using var second = rand([4], generator: Seed.Generator());
        using var other = rand([4], generator: Seed.Derive("other").Generator());
        Values(first).Should().Equal(Values(second)).And.NotEqual(Values(other));
    }
}
