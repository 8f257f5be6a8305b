using System.Reflection;

namespace InverseRepro.Engine;

/// <summary>What computes: part of every cell's key, found without loading libtorch.</summary>
/// <param name="Provider">"System" or "NuGet": who provides the namespace TorchSharp.</param>
/// <param name="Version">Version of libtorch (System) or of TorchSharp (NuGet).</param>
/// <param name="Build">Content key of the native bridge (System), "" otherwise.</param>
/// <param name="DeviceClass">As <see cref="Engine.DeviceClass.Of"/>.</param>
/// <param name="Threads">Threads within one operator: sums are split differently with another number.</param>
public sealed record EngineFingerprint(string Provider, string Version, string Build, string DeviceClass, int Threads)
{
    private const string Facts = "NativeFacts";

    /// <summary>The fingerprint of this build on this machine's <paramref name="device"/> ("cpu", "cuda" or "auto").</summary>
    public static EngineFingerprint Of(string device, int threads)
    {
        var assembly = typeof(TorchSharp.torch).Assembly;
        var deviceClass = Engine.DeviceClass.Of(device);
        var facts = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == Facts)?.Value;
        if (facts is null)
            return new EngineFingerprint("NuGet", assembly.GetName().Version?.ToString() ?? "unknown", "", deviceClass, threads);
        var parts = facts.Split(';', 2);
        return new EngineFingerprint("System", parts[0], parts.ElementAtOrDefault(1) ?? "", deviceClass, threads);
    }

    public override string ToString() =>
        $"{Provider} {Version}{(Build.Length > 0 ? $" ({Build})" : "")}, {DeviceClass}, {Threads} thread{(Threads == 1 ? "" : "s")}";
}
