using System.Globalization;

namespace InverseRepro.Experiments;

/// <summary>What a cell has to do, by arithmetic on its settings, and what that is expected to take.</summary>
/// <param name="Macs">Multiply-accumulates; a backward pass counts as two forward ones.</param>
/// <param name="Bytes">What is held at once beyond a process that has only loaded its libraries.</param>
public abstract record CellWork(double Macs, double Bytes)
{
    // Assumptions, as no cell of these scales has been run yet: half the float32 peak of an A100 (19.5 TFLOPS), and operators given to
    // the GPU one after another by one thread, of which each takes 5 to 10 µs however small it is.
    private const double GpuMacsPerSecond = 5e12, GpuOperatorSeconds = 7.5e-6;

    // A GPU's worker has started and opened the device while the cell before it ran; what is left is compiling the experiment's code.
    // Beside a cell that measures time nothing starts, so that one such start for each of them is waited for: an assumption too.
    private const double CpuStartSeconds = 2, GpuStartSeconds = 1.5, GpuOpenSeconds = 5;

    /// <summary>The GPU that times are expected for, for people.</summary>
    public static string ExpectedGpu { get; } = string.Create(CultureInfo.InvariantCulture,
        $"{GpuMacsPerSecond / 1e12:0} TMAC/s in float32, half an A100's peak, and {GpuOperatorSeconds * 1e6:0.0} µs an operator");

    /// <summary>Operators of all passes and updates. Small networks keep a GPU waiting for them.</summary>
    public double Operators { get; init; }

    /// <summary>Of one core for what networks have no part in: pictures read, rendered and normalised, metrics.</summary>
    public double HostSeconds { get; init; }

    /// <summary>Of one thread of a CPU.</summary>
    protected abstract double CpuMacsPerSecond { get; }

    /// <summary>Of a process with libtorch loaded.</summary>
    protected abstract double ProcessBytes { get; }

    /// <summary>Of what a CPU does besides the arithmetic.</summary>
    protected virtual double CpuSecondsBesides => 0;

    /// <summary>Seconds and memory on the device the scale is made for.</summary>
    /// <param name="startsAlone">Whether a worker starts while no cell runs, on account of this one.</param>
    public ExpectedCost At(Scale scale, bool startsAlone = false) => new(HostSeconds + (scale is Scale.Gpu or Scale.Paper
        ? GpuStartSeconds + (startsAlone ? GpuOpenSeconds : 0) + Math.Max(Macs / GpuMacsPerSecond, Operators * GpuOperatorSeconds)
        : CpuStartSeconds + Macs / CpuMacsPerSecond + CpuSecondsBesides), (long)(ProcessBytes + Bytes));
}
