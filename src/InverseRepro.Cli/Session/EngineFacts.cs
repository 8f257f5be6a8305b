using System.Reflection;

namespace InverseRepro.Cli.Session;

/// <summary>Which tensor library the experiments compute with, found without loading it: part of every cell's key.</summary>
internal static class EngineFacts
{
#if TORCH_SYSTEM
    private const string Provider = "System", Library = "InverseRepro.LibTorch";
#else
    private const string Provider = "NuGet", Library = "TorchSharp";
#endif

    public static string Text()
    {
        var assembly = Assembly.Load(Library);
        var native = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "NativeFacts")?.Value;
        return $"{Provider} {native ?? assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";
    }
}
