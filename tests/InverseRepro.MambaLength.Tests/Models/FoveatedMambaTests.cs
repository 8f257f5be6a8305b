using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Models.Mamba;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Tests.Models;

public class FoveatedMambaTests
{
    private static readonly Sample Drawn = Sample.Draw(new Seed(3), batch: 3, length: 9, queries: 4);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reading_in_pieces_and_asking_later_equals_one_pass(bool hasLengthToken)
    {
        using var guard = no_grad();
        var network = Network(hasLengthToken);
        var (first, second) = (Drawn.Seen(0, 4), Drawn.Seen(4, 5));

        var states = network.Read(first.Patches, first.At, declaredLength: hasLengthToken ? 9 : null);
        states = network.Read(second.Patches, second.At, states);

        Distance(network.Recall(states, Drawn.Queries), network.forward(Drawn.Patches, Drawn.At, Drawn.Queries)).Should().BeLessThan(1e-6);
    }

    [Fact]
    public void Images_of_a_batch_do_not_see_each_other()
    {
        using var guard = no_grad();
        var network = Network(hasLengthToken: true);
        var one = Drawn.Of(1);

        Distance(network.forward(one.Patches, one.At, one.Queries), network.forward(Drawn.Patches, Drawn.At, Drawn.Queries).narrow(0, 1, 1))
            .Should().BeLessThan(1e-6);
    }

    [Fact]
    public void Earlier_queries_do_not_see_later_ones()
    {
        using var guard = no_grad();
        var network = Network(hasLengthToken: false);

        var all = network.forward(Drawn.Patches, Drawn.At, Drawn.Queries);
        var two = network.forward(Drawn.Patches, Drawn.At, Drawn.Queries.narrow(1, 0, 2));

        Distance(two, all.narrow(1, 0, 2)).Should().BeLessThan(1e-6);
    }

    [Fact]
    public void The_declared_length_is_the_number_of_patches_unless_told_otherwise()
    {
        using var guard = no_grad();
        var network = Network(hasLengthToken: true);
        Tensor Declared(double? length) => network.Represent(Drawn.Patches, Drawn.At, Drawn.Queries, Features.None, length);

        Distance(Declared(9), Declared(null)).Should().Be(0);
        Distance(Declared(90), Declared(null)).Should().BeGreaterThan(1e-6);
        var silent = () => Network(hasLengthToken: false).Represent(Drawn.Patches, Drawn.At, Drawn.Queries, Features.None, 9);
        silent.Should().Throw<ArgumentException>().WithMessage("This network has no length token*");
    }

    [Fact]
    public void Time_scalers_of_one_change_nothing_and_others_do()
    {
        using var guard = no_grad();
        var network = Network(hasLengthToken: false);
        Tensor Scaled(Tensor? scalers) => network.Represent(Drawn.Patches, Drawn.At, Drawn.Queries, Features.None, timeScalers: scalers);

        Distance(Scaled(ones(2, 9)), Scaled(null)).Should().Be(0);
        Distance(Scaled(full([2, 9], 0.25)), Scaled(null)).Should().BeGreaterThan(1e-6);
        var wrong = () => Scaled(ones(3, 9));
        wrong.Should().Throw<ArgumentException>().WithMessage("Time scalers are layers×T with 2 layers and T at most 14, not 3×9.*");
    }

    [Fact]
    public void Initial_step_sizes_lie_where_the_paper_puts_them()
    {
        var network = Network(hasLengthToken: false);
        var bias = network.state_dict()["mamba.layers.1.mixer.dt_proj.bias"];

        using var steps = nn.functional.softplus(bias);
        steps.min().item<float>().Should().BeGreaterThanOrEqualTo(0.99e-3f);
        steps.max().item<float>().Should().BeLessThanOrEqualTo(0.101f);
        steps.max().item<float>().Should().BeGreaterThan(3 * steps.min().item<float>());
    }

    [Fact]
    public void A_mixer_with_convolution_refuses_to_continue_from_a_state()
    {
        var mixer = new SelectiveStateSpace(MambaSettings.Of(8, 1, 4), convolution: 4);
        var resume = () => mixer.Represent(zeros(1, 3, 8), zeros(1, 16, 4), null, Features.None);
        resume.Should().Throw<ArgumentException>().WithMessage("A mixer with a convolution cannot continue*");
    }

    private static FoveatedMamba Network(bool hasLengthToken)
    {
        var network = new FoveatedMamba(new FoveatedMambaSettings(MambaSettings.Of(8, 2, 4), Channels: 1, Sample.PatchSize, Features: 8, hasLengthToken));
        InitialWeights.Draw(network, new Seed(1));
        return network;
    }

    private static double Distance(Tensor a, Tensor b) => (a - b).abs().max().item<float>();
}
