namespace InverseRepro.LibTorch.Interop;

/// <summary>
/// The garbage collector sees small wrappers, not the memory behind them. When the allocator holds much more than after the
/// last collection, this collects, so that tensors nobody disposed are finalised.
/// </summary>
internal static unsafe class MemoryPressure
{
    private const long Unremarkable = 1L << 30, Step = 64L << 20;

    private static readonly int* Wanted = Native.ir_memory_collect_wanted();

    /// <summary>A read of one flag, unless memory has grown.</summary>
    public static void Relieve()
    {
        if (*Wanted != 0)
            Collect();
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var inUse = TensorMemory.InUseBytes;
        var next = Math.Min(Math.Max(2 * inUse, Unremarkable), TensorMemory.CapBytes / 8 * 7);
        Native.ir_memory_set_collect_at(Math.Max(next, inUse + Step));
    }
}
