namespace InverseRepro.Engine;

/// <summary>The memory that tensors take on the CPU.</summary>
public static class MemoryMeter
{
    /// <summary>The most bytes in use while <paramref name="action"/> ran, or null where the provider does not count them.</summary>
    public static long? PeakDuring(Action action)
    {
#if TORCH_SYSTEM
        LibTorch.TensorMemory.ResetPeak();
        action();
        return LibTorch.TensorMemory.PeakBytes;
#else
        action();
        return null;
#endif
    }
}
