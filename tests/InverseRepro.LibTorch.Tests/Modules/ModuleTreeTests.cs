using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Modules;

public sealed class ModuleTreeTests
{
    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly LayerNorm norm1 = nn.LayerNorm(4);
        private readonly Linear fc = nn.Linear(4, 4);
        [ComponentName(Name = "renamed")]
        private readonly BatchNorm1d _batch = nn.BatchNorm1d(4);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _batch.call(fc.call(norm1.call(input)));
    }

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly Linear stem = nn.Linear(3, 4);
        private readonly Parameter token = new(zeros([1, 4]));
        private readonly ModuleList<Block> blocks = new(new Block(), new Block());
        private readonly Sequential head = nn.Sequential(("drop", nn.Dropout()), ("out", nn.Linear(4, 2, hasBias: false)));
        private readonly Tensor table = ones([2]);
        private readonly int notAComponent = 3;

        public Network() : base(nameof(Network))
        {
            register_buffer("cache", zeros([notAComponent]), persistent: false);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = stem.call(input) + token;
            foreach (var block in blocks)
                x = block.call(x);
            return head.call(x).MoveToOuterDisposeScope();
        }
    }

    [Fact]
    public void State_dictionary_lists_parameters_then_buffers_in_field_order()
    {
        using var network = new Network();
        network.state_dict().Keys.Should().Equal(
            "token", "stem.weight", "stem.bias",
            "blocks.0.norm1.weight", "blocks.0.norm1.bias", "blocks.0.fc.weight", "blocks.0.fc.bias", "blocks.0.renamed.weight", "blocks.0.renamed.bias",
            "blocks.1.norm1.weight", "blocks.1.norm1.bias", "blocks.1.fc.weight", "blocks.1.fc.bias", "blocks.1.renamed.weight", "blocks.1.renamed.bias",
            "head.out.weight", "table",
            "blocks.0.renamed.running_mean", "blocks.0.renamed.running_var", "blocks.0.renamed.num_batches_tracked",
            "blocks.1.renamed.running_mean", "blocks.1.renamed.running_var", "blocks.1.renamed.num_batches_tracked");
    }

    [Fact]
    public void Modules_are_named_children_first()
    {
        using var network = new Network();
        network.named_children().Select(child => child.name).Should().Equal("stem", "blocks", "head");
        network.named_modules().Select(module => module.name).Should().StartWith(["stem", "blocks", "head", "blocks.0", "blocks.1", "blocks.0.norm1"]);
        network.GetName().Should().Be("Network");
    }

    [Fact]
    public void Shared_parameters_are_listed_once()
    {
        using var shared = nn.Linear(2, 2);
        using var twice = nn.Sequential(("first", shared), ("second", shared));
        twice.parameters().Should().HaveCount(2);
        twice.state_dict().Keys.Should().Contain("first.weight");
    }

    [Fact]
    public void Parameters_and_buffers_are_found_by_dotted_name()
    {
        using var network = new Network();
        network.get_parameter("blocks.1.fc.weight")!.shape.Should().Equal(4, 4);
        network.get_buffer("blocks.0.renamed.running_var").Should().NotBeNull();
        network.get_buffer("cache").Should().NotBeNull();
        network.has_parameter("blocks.2.fc.weight").Should().BeFalse();
    }

    [Fact]
    public void Training_mode_reaches_every_module()
    {
        using var network = new Network();
        network.modules().Should().OnlyContain(module => module.training);
        network.eval();
        network.modules().Should().OnlyContain(module => !module.training);
        network.train();
        network.training.Should().BeTrue();
    }

    [Fact]
    public void Gradients_reach_all_parameters_and_can_be_forgotten()
    {
        using var network = new Network();
        using var scope = NewDisposeScope();
        network.call(rand([5, 3])).sum().backward();
        network.parameters().Should().OnlyContain(parameter => parameter.grad is object);
        network.zero_grad();
        network.parameters().Should().OnlyContain(parameter => !(parameter.grad is object));
    }

    [Fact]
    public void Conversion_changes_floating_point_tensors_and_keeps_counters()
    {
        using var network = new Network();
        network.to(ScalarType.Float64).Should().BeSameAs(network);
        network.parameters().Should().OnlyContain(parameter => parameter.dtype == ScalarType.Float64 && parameter.requires_grad);
        network.get_buffer("blocks.0.renamed.running_mean")!.dtype.Should().Be(ScalarType.Float64);
        network.get_buffer("blocks.0.renamed.num_batches_tracked")!.dtype.Should().Be(ScalarType.Int64);
        using var output = network.call(rand([5, 3], dtype: ScalarType.Float64));
        output.dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void Hooks_see_and_replace_inputs_and_results_until_removed()
    {
        using var layer = nn.Identity();
        var before = layer.register_forward_pre_hook((_, input) => input + 1);
        var after = layer.register_forward_hook((_, _, result) => result * 10);
        using var one = ones([1]);
        layer.call(one).item<float>().Should().Be(20);
        before.remove();
        after.remove();
        layer.call(one).item<float>().Should().Be(1);
    }

    [Fact]
    public void Registration_refuses_taken_empty_and_dotted_names()
    {
        using var network = new Network();
        using var layer = nn.Linear(1, 1);
        FluentActions.Invoking(() => network.register_module("stem", layer)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => network.register_module("", layer)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => network.register_module("a.b", layer)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => network.register_buffer("table", zeros([1]))).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Loading_copies_values_and_names_what_does_not_fit()
    {
        using Linear source = nn.Linear(2, 2), target = nn.Linear(2, 2);
        target.load_state_dict(source.state_dict());
        target.weight.allclose(source.weight).Should().BeTrue();

        using var narrow = nn.Linear(2, 2, hasBias: false);
        FluentActions.Invoking(() => target.load_state_dict(narrow.state_dict())).Should().Throw<InvalidOperationException>()
            .WithMessage("*1 missing (bias), 0 unexpected (none).");
        var (missing, unexpected) = narrow.load_state_dict(source.state_dict(), strict: false);
        missing.Should().BeEmpty();
        unexpected.Should().Equal("bias");
    }

    [Fact]
    public void Disposal_reaches_all_tensors()
    {
        var network = new Network();
        var parameters = network.parameters().ToArray();
        network.Dispose();
        parameters.Should().OnlyContain(parameter => parameter.IsInvalid);
    }

    [Fact]
    public void Layers_made_in_a_scope_outlive_it()
    {
        Linear layer;
        using (NewDisposeScope())
            layer = nn.Linear(2, 2);
        layer.weight.IsInvalid.Should().BeFalse();
        layer.Dispose();
    }

    [Fact]
    public void Sequences_can_be_sliced()
    {
        using var sequence = nn.Sequential(nn.Identity(), nn.ReLU(), nn.Tanh());
        sequence.Count.Should().Be(3);
        sequence[1].Should().BeOfType<ReLU>();
        sequence[1..].Count.Should().Be(2);
        sequence[(null, 1)][0].Should().BeOfType<Identity>();
        using var empty = nn.Sequential();
        using var input = ones([1]);
        using var output = empty.call(input);
        output.item<float>().Should().Be(1);
        input.IsInvalid.Should().BeFalse();
    }

    [Fact]
    public void Dictionaries_register_by_key()
    {
        using var owner = nn.Sequential(nn.Identity());
        using var dictionary = nn.ModuleDict(("b", nn.Linear(1, 1)), ("a", nn.Linear(1, 1, hasBias: false)));
        owner.register_module("heads", dictionary);
        owner.state_dict().Keys.Should().Equal("heads.b.weight", "heads.b.bias", "heads.a.weight");
    }
}
