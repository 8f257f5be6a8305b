using System.Runtime.InteropServices;

namespace InverseRepro.Benchmarks.Counting;

/// <summary>The counter that bench/counting/run.sh builds, over the libtorch of this process.</summary>
internal sealed unsafe class OperatorCounter(string library)
{
    private readonly nint _library = NativeLibrary.Load(library);

    /// <summary>Operators that compute something, as a GPU would be given them, and those that were called, whatever they are.</summary>
    public (long Computing, long Called) Count(Action work)
    {
        ((delegate* unmanaged<void>)NativeLibrary.GetExport(_library, "count_begin"))();
        work();
        var counted = stackalloc long[2];
        ((delegate* unmanaged<long*, void>)NativeLibrary.GetExport(_library, "count_end"))(counted);
        return (counted[0], counted[1]);
    }
}
