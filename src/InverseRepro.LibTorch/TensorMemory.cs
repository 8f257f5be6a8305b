using InverseRepro.LibTorch.Interop;

namespace InverseRepro.LibTorch;

/// <summary>The memory of tensors on the CPU, as the caching allocator counts it, in bytes.</summary>
public static class TensorMemory
{
    /// <summary>Held by live tensors.</summary>
    public static long InUseBytes => Native.ir_memory(0);

    /// <summary>The most that was in use since the start or <see cref="ResetPeak"/>.</summary>
    public static long PeakBytes => Native.ir_memory(1);

    /// <summary>Taken from the system, idle blocks included.</summary>
    public static long ReservedBytes => Native.ir_memory(2);

    /// <summary>What may be taken from the system; a request beyond it fails with a clear error.</summary>
    public static long CapBytes
    {
        get => Native.ir_memory(3) is var cap && cap < 0 ? long.MaxValue : cap;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            Native.ir_memory_set_cap(value);
        }
    }

    public static void ResetPeak() => Native.ir_memory_reset_peak();

    /// <summary>Gives large idle blocks back to the system and returns how many bytes that were.</summary>
    public static long Trim() => Native.ir_memory_trim();
}
