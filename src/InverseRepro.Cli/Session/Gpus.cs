using System.Globalization;

namespace InverseRepro.Cli.Session;

/// <summary>The GPUs that workers are spread over, found without loading a tensor library.</summary>
internal static class Gpus
{
    public const string Visible = "CUDA_VISIBLE_DEVICES";

    private const string Driver = "/proc/driver/nvidia/gpus";

    /// <summary>Each GPU as <c>CUDA_VISIBLE_DEVICES</c> names it; at least one.</summary>
    /// <param name="visible">The value of that variable here.</param>
    /// <param name="driver">Where the driver has a folder a GPU.</param>
    public static IReadOnlyList<string> Of(string? visible, string driver = Driver)
    {
        if (visible?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } named)
            return named;
        var count = Directory.Exists(driver) ? Directory.GetDirectories(driver).Length : 0;
        return [.. Enumerable.Range(0, Math.Max(1, count)).Select(i => i.ToString(CultureInfo.InvariantCulture))];
    }
}
