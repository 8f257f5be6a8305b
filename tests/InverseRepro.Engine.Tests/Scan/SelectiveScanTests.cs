using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests.Scan;

/// <summary>Fused, chunked and wide scan against the step loop in float64: values, last states and gradients.</summary>
public sealed class SelectiveScanTests
{
    private static (Tensor, Tensor) Chosen(ScanInputs x) =>
        SelectiveScan.Run(x.U, x.Delta, x.A, x.B, x.C, x.D, x.Z, x.DeltaBias, x.DeltaSoftplus, x.InitialState);

    /// <summary>Bounds are relative to the largest number of each result.</summary>
    private static void ShouldAgree(ScanSample sample, double single = 1e-5, double twice = 1e-12)
    {
        using var scope = NewDisposeScope();
        var inputs = sample.Inputs();
        var expected = ScanSample.Results(StepLoop.Run, inputs, ScalarType.Float64);
        Compare("chosen, float32", ScanSample.Results(Chosen, inputs, ScalarType.Float32), single);
        Compare("chunked, float32", ScanSample.Results(ChunkedScan.Run, inputs, ScalarType.Float32), single);
        Compare("chunked, float64", ScanSample.Results(ChunkedScan.Run, inputs, ScalarType.Float64), twice);
        Compare("wide, float32", ScanSample.Results(WideScan.Run, inputs, ScalarType.Float32), single);
        Compare("wide, float64", ScanSample.Results(WideScan.Run, inputs, ScalarType.Float64), twice);

        void Compare(string which, Dictionary<string, Tensor> actual, double bound)
        {
            foreach (var (name, value) in expected)
            {
                var scale = value.abs().max().item<double>() + 1e-30;
                actual[name].isfinite().all().item<bool>().Should().BeTrue($"{name}, {which}, {sample}");
                var deviation = (actual[name].to(ScalarType.Float64) - value).abs().max().item<double>() / scale;
                deviation.Should().BeLessThan(bound, $"that is the bound for {name}, {which}, {sample}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(257)]
    [InlineData(1000)]
    public void Agree_with_the_step_loop_at_any_length(long length) => ShouldAgree(new(2, 20, 3, length));

    [Fact]
    public void Agree_at_4096_steps() => ShouldAgree(new(1, 4, 4, 4096));

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 16, 1)]
    [InlineData(3, 17, 8)]
    [InlineData(1, 33, 70)]
    [InlineData(2, 70, 2)]
    public void Agree_at_any_batch_width_and_state(long batch, long channels, long state) => ShouldAgree(new(batch, channels, state, 40));

    [Theory]
    [InlineData(30)]
    [InlineData(100)]
    [InlineData(1e4)]
    [InlineData(1e8)]
    public void Agree_under_strong_decay(double decay) => ShouldAgree(new(2, 6, 4, 200) { Decay = decay });

    [Theory]
    [InlineData(1e-3, 1000)]
    [InlineData(1e-7, 1000)]
    [InlineData(1e-7, 4096)]
    public void Agree_under_very_weak_decay(double decay, long length) => ShouldAgree(new(1, 6, 4, length) { Decay = decay }, single: 5e-5, twice: 1e-11);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(10, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    public void Agree_with_groups_and_with_a_constant_B(long groups, bool constant) =>
        ShouldAgree(new(2, 40, 3, 50) { Groups = groups, ConstantB = constant });

    [Fact]
    public void Agree_on_inputs_that_are_not_contiguous()
    {
        ShouldAgree(new(2, 32, 5, 70) { Transposed = true });
        ShouldAgree(new(2, 9, 5, 70) { Transposed = true });
    }

    [Fact]
    public void A_scan_goes_on_where_the_last_one_stopped()
    {
        using var scope = NewDisposeScope();
        var x = ScanSample.Leaves(new ScanSample(2, 20, 3, 50).Inputs(), ScalarType.Float32);
        Tensor Part(Tensor t, long start, long length) => t.narrow(-1, start, length);
        (Tensor Output, Tensor Last) Over(long start, long length, Tensor? state) => SelectiveScan.Run(Part(x.U, start, length),
            Part(x.Delta, start, length), x.A, Part(x.B, start, length), Part(x.C, start, length), x.D, Part(x.Z!, start, length), x.DeltaBias, true, state);

        var (whole, last) = Over(0, 50, x.InitialState);
        var (first, state) = Over(0, 21, x.InitialState);
        var (second, end) = Over(21, 29, state);

        cat([first, second], -1).allclose(whole, 1e-5, 1e-6).Should().BeTrue();
        end.allclose(last, 1e-5, 1e-6).Should().BeTrue();
    }

    [Fact]
    public void Gradients_need_only_the_outputs_that_are_used()
    {
        using var scope = NewDisposeScope();
        var inputs = new ScanSample(2, 5, 3, 40).Inputs();
        Tensor Gradient(Func<ScanInputs, (Tensor, Tensor Last)> scan, ScalarType type)
        {
            var x = ScanSample.Leaves(inputs, type);
            scan(x).Last.sum().backward();
            return x.U.grad!.to(ScalarType.Float64);
        }
        var expected = Gradient(StepLoop.Run, ScalarType.Float64);
        Gradient(Chosen, ScalarType.Float32).allclose(expected, 1e-4, 1e-6).Should().BeTrue();
        Gradient(WideScan.Run, ScalarType.Float32).allclose(expected, 1e-4, 1e-6).Should().BeTrue();
    }

    [Fact]
    public void Repeated_runs_are_bit_identical_whatever_the_number_of_threads()
    {
        using var scope = NewDisposeScope();
        var inputs = new ScanSample(2, 100, 3, 70).Inputs();
        Compute.Use("cpu", threads: 2);
        var first = ScanSample.Results(Chosen, inputs, ScalarType.Float32);
        Compute.Use("cpu");
        foreach (var (name, value) in ScanSample.Results(Chosen, inputs, ScalarType.Float32))
            value.Equals(first[name]).Should().BeTrue(name);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_named_with_their_shapes()
    {
        using var scope = NewDisposeScope();
        var x = new ScanSample(2, 20, 3, 50).Inputs();
        void Fails(ScanInputs inputs, string message) => inputs.Invoking(i => Chosen(i)).Should().Throw<ArgumentException>().WithMessage(message);

        Fails(x with { B = ones(2, 4, 50, dtype: ScalarType.Float64) }, "Selective scan: B is 2×4×50; it must be N×S×L = 2×3×50*u is 2×20×50, A is 20×3.");
        Fails(x with { Z = x.U.narrow(2, 0, 49) }, "Selective scan: z is 2×20×49; it must be the shape of u, 2×20×50*");
        Fails(x with { D = ones(3, dtype: ScalarType.Float64) }, "Selective scan: D is 3; it must be one number for each of 20 channels*");
        Fails(x with { C = x.C.@float() }, "Selective scan: C 2×3×50 is Float32 on cpu, but u 2×20×50 is Float64 on cpu*");
        Fails(x with { InitialState = ones(2, 20, 4, dtype: ScalarType.Float64) }, "Selective scan: initial_state is 2×20×4; it must be N×D×S = 2×20×3*");
    }
}
