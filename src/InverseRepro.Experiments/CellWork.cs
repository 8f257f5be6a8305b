namespace InverseRepro.Experiments;

/// <summary>What a cell has to do, by arithmetic on its settings, and what that is expected to take.</summary>
/// <param name="Macs">Multiply-accumulates; a backward pass counts as two forward ones.</param>
/// <param name="Bytes">What is held at once beyond a process that has only loaded its libraries.</param>
public abstract record CellWork(double Macs, double Bytes)
{
    // Half the float32 peak of an A100 (19.5 TFLOPS), an assumption: no cell of these scales has been run yet.
    private const double GpuMacsPerSecond = 5e12;

    private const double StartSeconds = 2;

    /// <summary>Of one thread of a CPU.</summary>
    protected abstract double CpuMacsPerSecond { get; }

    /// <summary>Of a process with libtorch loaded.</summary>
    protected abstract double ProcessBytes { get; }

    /// <summary>Of what the arithmetic waits for.</summary>
    protected virtual double SecondsBesides => 0;

    /// <summary>Seconds and memory on the device the scale is made for.</summary>
    public ExpectedCost At(Scale scale)
    {
        var onGpu = scale is Scale.Gpu or Scale.Paper;
        var arithmetic = Macs / (onGpu ? GpuMacsPerSecond : CpuMacsPerSecond);
        return new ExpectedCost(StartSeconds + Math.Max(arithmetic, SecondsMeanwhile(onGpu)) + SecondsBesides, (long)(ProcessBytes + Bytes));
    }

    /// <summary>Of what goes on while the arithmetic does.</summary>
    protected virtual double SecondsMeanwhile(bool onGpu) => 0;
}
