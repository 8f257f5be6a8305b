using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Tensors;

public class GeneratorTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        using var a = new Generator(42);
        using var b = new Generator(42);
        randn([5], generator: a).Equals(randn([5], generator: b)).Should().BeTrue();
        randperm(9, generator: a).Equals(randperm(9, generator: b)).Should().BeTrue();
        randint(100, [9], generator: a).Equals(randint(100, [9], generator: b)).Should().BeTrue();
        zeros(9).bernoulli_(0.5, a).Equals(zeros(9).bernoulli_(0.5, b)).Should().BeTrue();
    }

    [Fact]
    public void Seeding_and_state_go_back_in_time()
    {
        using var generator = new Generator(1);
        var first = rand([4], generator: generator);
        var state = generator.get_state();
        var second = rand([4], generator: generator);
        generator.set_state(state);
        rand([4], generator: generator).Equals(second).Should().BeTrue();
        rand([4], generator: generator.manual_seed(1)).Equals(first).Should().BeTrue();
        generator.initial_seed().Should().Be(1);
    }

    [Fact]
    public void Generators_do_not_disturb_the_default_one()
    {
        manual_seed(3);
        var expected = rand(4);
        manual_seed(3);
        using var other = new Generator(9);
        rand([100], generator: other);
        rand(4).Equals(expected).Should().BeTrue();
    }
}
