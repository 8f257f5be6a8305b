using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Tensors;

public class ElementTypeTests
{
    [Fact]
    public void Arrays_come_back_as_they_went_in()
    {
        tensor(new[] { 1.5f, -2 }).data<float>().ToArray().Should().Equal(1.5f, -2);
        tensor(new[] { 1.5, -2 }).data<double>().ToArray().Should().Equal(1.5, -2);
        tensor(new[] { 1L, -2 }).data<long>().ToArray().Should().Equal(1, -2);
        tensor(new[] { 1, -2 }).data<int>().ToArray().Should().Equal(1, -2);
        tensor(new byte[] { 1, 255 }).data<byte>().ToArray().Should().Equal(1, 255);
        tensor(new[] { true, false }).data<bool>().ToArray().Should().Equal(true, false);
        from_array(new float[,] { { 1, 2 }, { 3, 4 } }).shape.Should().Equal(2, 2);
    }

    [Theory]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    public void Small_whole_numbers_survive_every_type(ScalarType type)
    {
        var there = tensor(new[] { 0f, 1, 2, 100 }).to(type);
        there.dtype.Should().Be(type);
        there.to(float32).data<float>().ToArray().Should().Equal(0, 1, 2, 100);
    }

    [Fact]
    public void Reading_as_another_type_is_refused() =>
        FluentActions.Invoking(() => ones(1).data<double>()).Should().Throw<ArgumentException>().WithMessage("Double is not compatible with Float32");

    [Fact]
    public void Factories_choose_the_types_of_TorchSharp()
    {
        arange(3).dtype.Should().Be(ScalarType.Int64);
        arange(0, 1, 0.5).dtype.Should().Be(ScalarType.Float32);
        full(2, 1).dtype.Should().Be(ScalarType.Int64);
        full(2, 1.0).dtype.Should().Be(ScalarType.Float32);
        randint(5, [2]).dtype.Should().Be(ScalarType.Int64);
        tensor(1.0).dtype.Should().Be(ScalarType.Float64);
        (ones(2) * 2.5).dtype.Should().Be(ScalarType.Float32);
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        var t = zeros(2);
        t.bytes = new byte[] { 0, 0, 128, 63, 0, 0, 0, 64 };
        t.data<float>().ToArray().Should().Equal(1, 2);
        FluentActions.Invoking(() => ones(2, 3).t().bytes.Length).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Devices_are_named() =>
        (device("cuda:1").ToString(), new Device("cpu").ToString(), ones(1).device.type, ones(1).cpu().is_cuda)
            .Should().Be(("cuda:1", "cpu", DeviceType.CPU, false));
}
