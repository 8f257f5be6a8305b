using InverseRepro.Engine;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Session;

/// <summary>Which device the cells of a run compute on.</summary>
/// <param name="Device">"cpu" or "cuda".</param>
/// <param name="DeviceClass">The key that baselines are compared under.</param>
/// <param name="Engine">Which tensor library, found without loading it: part of every cell's key.</param>
internal sealed record DeviceChoice(string Device, string DeviceClass, string Engine)
{
    public const int Threads = 1;

    /// <summary>
    /// What was asked for; "auto" is the CPU at the scales that are made for it, and CUDA at the others where a GPU answers. Where none does,
    /// these are planned as for the CPU but not run (<see cref="Missing"/>).
    /// </summary>
    /// <exception cref="DeviceUnavailableException">CUDA was asked for and there is no driver or GPU.</exception>
    public static DeviceChoice Of(ReproSettings settings)
    {
        var wanted = settings.Device == "auto" && (settings.Scale is Scale.Micro or Scale.Real) ? "cpu" : settings.Device;
        var engine = EngineFingerprint.Of(wanted, Threads);
        var device = engine.DeviceClass.StartsWith("cuda", StringComparison.Ordinal) ? "cuda" : "cpu";
        return new DeviceChoice(device, engine.DeviceClass, $"{engine.Provider} {engine.Version} {engine.Build}".TrimEnd());
    }

    /// <summary>
    /// What is missing where a scale that is sized for a GPU would fall back to the CPU without having been told to; else null.
    /// </summary>
    /// <param name="device">As chosen.</param>
    public static string? Missing(ReproSettings settings, string device) =>
        settings is { Device: "auto", Scale: Scale.Gpu or Scale.Paper } && device == "cpu"
            ? $"device: scale {settings.Scale.ToString().ToLowerInvariant()} is sized for a GPU, and no CUDA driver or GPU answers; --device cpu runs it all the same, many times slower than expected here"
            : null;
}
