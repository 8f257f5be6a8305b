using System.Reflection;

namespace InverseRepro.LibTorch;

/// <summary>Facts of the native side that the build wrote down; reading them loads nothing.</summary>
public static class NativeRuntime
{
    private static readonly string[] Facts = typeof(NativeRuntime).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "NativeFacts").Value!.Split(';');

    /// <summary>The libtorch the bridge was compiled against.</summary>
    public static string LibTorchVersion => Facts[0];

    /// <summary>Content hash of the bridge: its sources, flags, compiler and libtorch.</summary>
    public static string BridgeHash => Facts[1];
}
