namespace InverseRepro.Vision.Metrics.Perceptual;

/// <summary>A network that LPIPS compares pictures in, with torchvision's published weights.</summary>
/// <param name="Name">As `repro data` calls the file.</param>
/// <param name="LinearFile">LPIPS's weights for it.</param>
/// <param name="File">The published file; eight digits of its name begin the SHA-256 of its content.</param>
/// <param name="Channels">Of each map that is compared.</param>
/// <param name="SmallestSide">Pixels that a picture needs in height and width, so that every window of the network fits.</param>
public sealed record LpipsBackbone(string Name, string LinearFile, string File, IReadOnlyList<int> Channels, int SmallestSide, Func<FeatureTower> Build)
{
    public static LpipsBackbone AlexNet { get; } =
        new("alexnet", "alex.pth", "alexnet-owt-7be5be79.pth", [64, 192, 384, 256, 256], SmallestSide: 31, FeatureTower.AlexNet);

    public static LpipsBackbone Vgg16 { get; } =
        new("vgg16", "vgg.pth", "vgg16-397923af.pth", [64, 128, 256, 512, 512], SmallestSide: 16, FeatureTower.Vgg16);

    public static LpipsBackbone SqueezeNet { get; } =
        new("squeezenet", "squeeze.pth", "squeezenet1_1-b8a52dc0.pth", [64, 128, 256, 384, 384, 512, 512], SmallestSide: 25, FeatureTower.SqueezeNet);

    /// <summary>Where torchvision publishes it.</summary>
    public Uri Address => new($"https://download.pytorch.org/models/{File}");

    /// <summary>The first digits of its SHA-256.</summary>
    public string Sha256Prefix => Path.GetFileNameWithoutExtension(File)[^8..];

    /// <summary>Where it lies under a data root.</summary>
    public string FileUnder(string dataRoot) => Path.Combine(dataRoot, "weights", "torchvision", File);

    /// <summary>Where LPIPS's linear weights for it lie under a data root.</summary>
    public string LinearFileUnder(string dataRoot, LpipsVersion version) =>
        Path.Combine(dataRoot, "weights", "lpips", version == LpipsVersion.V00 ? "v0.0" : "v0.1", LinearFile);
}
