using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace InverseRepro.LibTorch.Interop;

/// <summary>
/// Loads the native side in the order that matters: environment for the native libraries, then OpenBLAS's OpenMP variant
/// (Debian's default takes every core whatever it is told), then the bridge with libtorch, then the allocator.
/// </summary>
internal static unsafe class NativeStartup
{
    private const string OpenBlasFolder = "/usr/lib/x86_64-linux-gnu/openblas-openmp";

    public static void Run()
    {
        // .NET's own environment is invisible to native getenv. Waiting threads must not spin: workers share the cores.
        SetEnvironment("OMP_WAIT_POLICY", "passive");
        if (Directory.Exists(OpenBlasFolder))
            foreach (var library in new[] { "libopenblas.so.0", "libblas.so.3", "liblapack.so.3" })
                LoadForAll(Path.Combine(OpenBlasFolder, library));
        NativeLibrary.SetDllImportResolver(typeof(NativeStartup).Assembly, Resolve);
        Native.ir_initialise();
        Native.ir_use_caching_allocator();
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Native.Library)
            return 0;
        var file = Path.Combine(AppContext.BaseDirectory, $"lib{Native.Library}.so");
        return NativeLibrary.Load(file);
    }

    /// <summary>RTLD_GLOBAL, so that libtorch's undefined BLAS symbols find this library first.</summary>
    private static void LoadForAll(string file)
    {
        if (!File.Exists(file))
            return;
        fixed (byte* path = Encoding.UTF8.GetBytes(file + "\0"))
            dlopen(path, RtldNow | RtldGlobal);
    }

    private static void SetEnvironment(string name, string value)
    {
        fixed (byte* n = Encoding.UTF8.GetBytes(name + "\0"), v = Encoding.UTF8.GetBytes(value + "\0"))
            setenv(n, v, overwrite: 0);
    }

    private const int RtldNow = 2, RtldGlobal = 0x100;

    [DllImport("libc")] private static extern int setenv(byte* name, byte* value, int overwrite);
    [DllImport("libc")] private static extern nint dlopen(byte* file, int flags);
}
