using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace InverseRepro.Engine;

/// <summary>
/// The kind of machine that gives the same numbers: "cpu-avx512", "cpu-avx2", "cpu-base", or "cuda-sm90" and the like. Found
/// without loading libtorch.
/// </summary>
public static class DeviceClass
{
    private const int ComputeCapabilityMajor = 75, ComputeCapabilityMinor = 76;

    private delegate int Initialise(uint flags);

    private delegate int GetDevice(out int device, int ordinal);

    private delegate int GetAttribute(out int value, int attribute, int device);

    /// <summary>The class of "cpu", of "cuda" (the first GPU), or of what "auto" would choose by the driver alone.</summary>
    /// <exception cref="DeviceUnavailableException">"cuda" on a machine without a CUDA driver or GPU.</exception>
    public static string Of(string device) => device switch
    {
        "cpu" => Cpu(),
        "cuda" => Cuda() ?? throw new DeviceUnavailableException("CUDA was asked for, but no CUDA driver or GPU answers. Use --device cpu."),
        "auto" => Cuda() ?? Cpu(),
        _ => throw new ArgumentException($"Unknown device '{device}': use cpu, cuda or auto.", nameof(device)),
    };

    private static string Cpu() => Avx512F.IsSupported ? "cpu-avx512" : Avx2.IsSupported ? "cpu-avx2" : "cpu-base";

    private static string? Cuda()
    {
        var name = OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";
        if (!NativeLibrary.TryLoad(name, out var driver))
            return null;
        T Function<T>(string symbol) where T : Delegate =>
            Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(driver, symbol));
        if (Function<Initialise>("cuInit")(0) != 0 || Function<GetDevice>("cuDeviceGet")(out var device, 0) != 0)
            return null;
        var attribute = Function<GetAttribute>("cuDeviceGetAttribute");
        return attribute(out var major, ComputeCapabilityMajor, device) == 0 && attribute(out var minor, ComputeCapabilityMinor, device) == 0
            ? $"cuda-sm{major}{minor}"
            : null;
    }
}
