using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests;

public class TensorMemoryTests
{
    private const long Large = 16 << 20;

    [Fact]
    public void What_tensors_hold_is_counted()
    {
        var before = TensorMemory.InUseBytes;
        TensorMemory.ResetPeak();
        using (zeros(Large, dtype: uint8))
            TensorMemory.InUseBytes.Should().BeInRange(before + Large, before + Large * 5 / 4);
        TensorMemory.InUseBytes.Should().Be(before);
        TensorMemory.PeakBytes.Should().BeGreaterThanOrEqualTo(before + Large);
        TensorMemory.ResetPeak();
        TensorMemory.PeakBytes.Should().Be(before);
    }

    [Fact]
    public void Idle_blocks_are_reused_and_given_back_on_request()
    {
        zeros(Large, dtype: uint8).Dispose();
        var reserved = TensorMemory.ReservedBytes;
        zeros(Large, dtype: uint8).Dispose();
        TensorMemory.ReservedBytes.Should().Be(reserved);
        var freed = TensorMemory.Trim();
        freed.Should().BeGreaterThanOrEqualTo(Large);
        TensorMemory.ReservedBytes.Should().Be(reserved - freed);
        TensorMemory.Trim().Should().Be(0);
    }

    [Fact]
    public void A_request_beyond_the_cap_fails_clearly_and_leaves_all_usable()
    {
        var cap = TensorMemory.CapBytes;
        TensorMemory.Trim();
        try
        {
            TensorMemory.CapBytes = TensorMemory.ReservedBytes + Large;
            FluentActions.Invoking(() => zeros(4 * Large, dtype: uint8)).Should().Throw<ExternalException>()
                .WithMessage("aten::zeros(*67108864*out of memory*limit*");
            using var small = ones(3);
            small.sum().item<float>().Should().Be(3);
        }
        finally
        {
            TensorMemory.CapBytes = cap;
        }
    }

    [Fact]
    public void Small_tensors_may_fill_what_the_cap_leaves()
    {
        var cap = TensorMemory.CapBytes;
        TensorMemory.Trim();
        using var scope = NewDisposeScope();
        try
        {
            TensorMemory.CapBytes = TensorMemory.ReservedBytes + Large;
            var held = 0L;
            FluentActions.Invoking(() =>
            {
                for (; held < 8 * Large; held += Large / 32)
                    zeros(Large / 32, dtype: uint8);
            }).Should().Throw<ExternalException>().WithMessage("*out of memory*limit*");
            held.Should().BeGreaterThanOrEqualTo(Large / 2, "a slab of 32 MiB does not fit, tensors of half a MiB do");
        }
        finally
        {
            TensorMemory.CapBytes = cap;
        }
    }

    [Fact]
    public void Tensors_that_nobody_disposes_are_collected_before_memory_runs_out()
    {
        var highest = 0L;
        for (var i = 0; i < 300; i++)
        {
            empty(Large, dtype: uint8);
            highest = Math.Max(highest, TensorMemory.InUseBytes);
        }
        highest.Should().BeLessThan(3L << 30, "300 tensors of 16 MiB are 4.7 GiB");
    }
}
