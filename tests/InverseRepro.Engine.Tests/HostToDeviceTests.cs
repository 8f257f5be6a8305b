using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests;

public sealed class HostToDeviceTests
{
    [Fact]
    public void On_the_processor_a_batch_is_the_same_tensor()
    {
        using var scope = NewDisposeScope();
        var values = tensor(new[] { 1f, 2, 3, 4 }, [2, 2]);
        var part = values.narrow(1, 0, 1);
        values.Upload(CPU).Should().BeSameAs(values);
        part.Upload(CPU).Should().BeSameAs(part);
        values.data<float>().ToArray().Should().Equal(1, 2, 3, 4);
    }

    [SkippableFact]
    public void Without_a_gpu_page_locked_memory_is_refused_in_one_line()
    {
        Skip.If(cuda.is_available(), "this machine has a GPU");
        using var values = tensor(new[] { 1f, 2 });
        values.is_pinned().Should().BeFalse();
        values.Invoking(v => v.Upload(CUDA)).Should().Throw<ExternalException>()
            .Which.Message.Should().Match("aten::pin_memory(Float32 [2]): *CUDA*").And.NotContain("\n");
    }
}
