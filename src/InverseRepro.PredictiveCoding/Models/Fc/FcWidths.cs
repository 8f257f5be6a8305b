using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Models.Fc;

/// <summary>Widths of the fully connected modules: the reference's at 784 pixels, in proportion at others.</summary>
public static class FcWidths
{
    private const int ReferencePixels = 784;

    /// <summary>pixels, hidden, latent: 784→d, 784→616→d or 784→716→684→616→d.</summary>
    public static int[] Encoder(Complexity complexity, int pixels, int latent) => [pixels, .. Hidden(complexity, pixels), latent];

    /// <summary>The encoder's mirrored.</summary>
    public static int[] Decoder(Complexity complexity, int pixels, int latent) => [latent, .. Hidden(complexity, pixels).Reverse(), pixels];

    /// <summary>d→classes, d→12→classes or d→64→classes.</summary>
    public static int[] Classifier(Complexity complexity, int latent, int classes = 10) => complexity switch
    {
        Complexity.Small => [latent, classes],
        Complexity.Medium => [latent, 12, classes],
        Complexity.Large => [latent, 64, classes],
        _ => throw new ArgumentOutOfRangeException(nameof(complexity), complexity, null),
    };

    /// <summary>Registers linear layers as "linear_1", "linear_2", …</summary>
    internal static List<Linear> Layers(nn.Module module, IReadOnlyList<int> widths)
    {
        var layers = widths.Zip(widths.Skip(1), (from, to) => nn.Linear(from, to)).ToList();
        for (var i = 0; i < layers.Count; i++)
            module.register_module($"linear_{i + 1}", layers[i]);
        return layers;
    }

    private static IEnumerable<int> Hidden(Complexity complexity, int pixels) => (complexity switch
    {
        Complexity.Small => Array.Empty<int>(),
        Complexity.Medium => [616],
        Complexity.Large => [716, 684, 616],
        _ => throw new ArgumentOutOfRangeException(nameof(complexity), complexity, null),
    }).Select(width => width * pixels / ReferencePixels);
}
