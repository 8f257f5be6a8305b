using InverseRepro.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests;

public sealed class StateDictionaryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weights").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File => Path.Combine(_folder, "weights.safetensors");

    private static Sequential Network() => nn.Sequential(("conv", nn.Conv2d(2, 3, 3)), ("norm", nn.BatchNorm2d(3)));

    [Fact]
    public void Loading_gives_back_every_bit()
    {
        using Sequential saved = Network(), loaded = Network();
        using (var output = saved.call(randn([2, 2, 4, 4])))
            StateDictionary.Save(saved, File, new Dictionary<string, string> { ["epoch"] = "3" });
        StateDictionary.Load(loaded, File);
        foreach (var (key, tensor) in saved.state_dict())
            loaded.state_dict()[key].bytes.ToArray().Should().Equal(tensor.bytes.ToArray(), "{0} is restored", key);
        using var checkpoint = SafetensorsFile.Read(File);
        checkpoint.Metadata.Should().Contain("epoch", "3");
    }

    [Fact]
    public void Element_types_survive_and_views_are_written_as_they_look()
    {
        using var scope = NewDisposeScope();
        var matrix = arange(6, dtype: ScalarType.Float32).reshape(2, 3);
        var tensors = new Dictionary<string, Tensor>
        {
            ["transposed"] = matrix.t(),
            ["half"] = matrix.to(ScalarType.Float16),
            ["double"] = matrix.to(ScalarType.Float64),
            ["mask"] = matrix.gt(2),
            ["scalar"] = tensor(5L),
            ["empty"] = empty([0, 3]),
        };
        StateDictionary.Save(tensors, File);
        using var checkpoint = SafetensorsFile.Read(File);
        foreach (var (name, tensor) in tensors)
        {
            var read = TensorEntry.ToTensor(checkpoint[name]);
            (read.dtype, read.shape.Length).Should().Be((tensor.dtype, tensor.shape.Length));
            read.eq(tensor).all().item<bool>().Should().BeTrue("{0} is read as written", name);
        }
        checkpoint["transposed"].ToFloat32().Should().Equal(0, 3, 1, 4, 2, 5);
    }

    [Fact]
    public void What_does_not_fit_is_listed_at_once_and_nothing_is_changed()
    {
        StateDictionary.Save(Network(), File);
        using var other = nn.Sequential(("conv", nn.Conv2d(2, 4, 3)), ("head", nn.Linear(1, 1)));
        var before = other.state_dict()["head.bias"].item<float>();
        FluentActions.Invoking(() => StateDictionary.Load(other, File)).Should().Throw<StateDictionaryException>().WithMessage(
            $"{File} does not fit the network of 4 tensors; 2 missing in the file: head.weight, head.bias; "
            + "5 not in the network: norm.num_batches_tracked, norm.bias, norm.running_mean, norm.running_var, norm.weight; "
            + "2 of another shape: conv.weight (file [3,2,3,3], module [4,2,3,3]), conv.bias (file [3], module [4])");
        other.state_dict()["head.bias"].item<float>().Should().Be(before);
    }

    [Fact]
    public void A_type_that_no_tensor_has_is_named_and_nothing_is_changed()
    {
        using var linear = nn.Linear(1, 1);
        var before = linear.weight.item<float>();
        SafetensorsFile.Write(File, [CheckpointEntry.FromFloat32("weight", [1, 1], [before + 1]), new CheckpointEntry("bias", ElementType.U16, [1], new byte[2])]);
        FluentActions.Invoking(() => StateDictionary.Load(linear, File)).Should().Throw<StateDictionaryException>()
            .WithMessage("*1 of a type that no tensor has: bias (U16)");
        linear.weight.item<float>().Should().Be(before);
    }

    [Fact]
    public void Every_true_of_a_file_is_the_same_true()
    {
        using var mask = TensorEntry.ToTensor(new CheckpointEntry("mask", ElementType.BOOL, [3], new byte[] { 0, 1, 200 }));
        mask.bytes.ToArray().Should().Equal(0, 1, 1);
    }

    [Theory]
    [InlineData(ElementType.F16)]
    [InlineData(ElementType.BF16)]
    [InlineData(ElementType.I64)]
    public void Halves_and_integers_become_the_floats_they_stand_for(ElementType type)
    {
        using var linear = nn.Linear(1, 1);
        byte[] Three() => type switch
        {
            ElementType.F16 => BitConverter.GetBytes((Half)3),
            ElementType.BF16 => BitConverter.GetBytes(3f)[2..],
            _ => BitConverter.GetBytes(3L),
        };
        SafetensorsFile.Write(File, [new CheckpointEntry("weight", type, [1, 1], Three()), new CheckpointEntry("bias", type, [1], Three())]);
        StateDictionary.Load(linear, File);
        linear.weight.item<float>().Should().Be(3);
        linear.weight.dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void Long_lists_end_after_ten()
    {
        using var empty = nn.Sequential();
        StateDictionary.Save(Enumerable.Range(0, 12).ToDictionary(i => $"extra{i:00}", _ => zeros([1])), File);
        FluentActions.Invoking(() => StateDictionary.Load(empty, File)).Should().Throw<StateDictionaryException>()
            .WithMessage("*12 not in the network: extra00,*extra09, ...");
    }

    [Fact]
    public void Lenient_loading_takes_what_fits_by_name_but_never_another_shape()
    {
        using Linear saved = nn.Linear(2, 2), loaded = nn.Linear(2, 2, hasBias: false), wrong = nn.Linear(3, 2);
        StateDictionary.Save(saved, File);
        StateDictionary.Load(loaded, File, strict: false);
        loaded.weight.eq(saved.weight).all().item<bool>().Should().BeTrue();
        FluentActions.Invoking(() => StateDictionary.Load(wrong, File, strict: false)).Should().Throw<StateDictionaryException>();
    }

    [Fact]
    public void Values_are_converted_to_the_type_of_the_network()
    {
        using Linear saved = nn.Linear(2, 2).to(ScalarType.Float64), loaded = nn.Linear(2, 2);
        StateDictionary.Save(saved, File);
        StateDictionary.Load(loaded, File);
        loaded.weight.dtype.Should().Be(ScalarType.Float32);
        loaded.weight.allclose(saved.weight.to(ScalarType.Float32)).Should().BeTrue();
    }
}
