using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace InverseRepro.Cli.Diagnosis;

internal static class Hardware
{
    private const double Gibibyte = 1L << 30;

    // Two workers of at most 2 GiB each.
    private const double EnoughMemory = 4;

    public static Finding Processor() => Finding.Good("processor",
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}, {VectorLevel()}");

    public static Finding Memory()
    {
        var gibibytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibibyte;
        var detail = gibibytes.ToString("0.0", CultureInfo.InvariantCulture) + " GiB";
        return gibibytes >= EnoughMemory
            ? Finding.Good("memory", detail)
            : Finding.Optional("memory", detail, "a worker takes up to 2 GiB: use --jobs 1");
    }

    public static Finding Cuda()
    {
        const string Driver = "/proc/driver/nvidia/version";
        return File.Exists(Driver)
            ? Finding.Good("CUDA", File.ReadLines(Driver).First())
            : Finding.Optional("CUDA", "no NVIDIA driver", "needed for --scale gpu and --device cuda only");
    }

    private static string VectorLevel() => Avx512F.IsSupported ? "AVX-512"
        : Avx2.IsSupported ? "AVX2"
        : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "NEON"
        : "no AVX2";
}
