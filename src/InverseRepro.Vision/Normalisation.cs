using System.Globalization;

namespace InverseRepro.Vision;

/// <summary>(x − mean) / std of each channel, of values in [0, 1].</summary>
public sealed record Normalisation(float[] Mean, float[] Std)
{
    /// <summary>The channel statistics of ImageNet.</summary>
    public static Normalisation ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>To [−1, 1].</summary>
    public static Normalisation Symmetric { get; } = new([0.5f, 0.5f, 0.5f], [0.5f, 0.5f, 0.5f]);

    public override string ToString() => $"mean {Words(Mean)}, std {Words(Std)}";

    private static string Words(float[] values) => string.Join(' ', values.Select(v => v.ToString(CultureInfo.InvariantCulture)));
}
