namespace InverseRepro.FeatureInversion.Models.Detr;

/// <summary>
/// The inverse backbones of inverse-tvm (<c>modules/inv_detr/inv_bb/models.py</c>) in any size; the defaults are those published
/// for pictures of 480×640.
/// </summary>
/// <param name="Width">Channels D of the map that is inverted.</param>
/// <param name="Upsamplers">In order; the last gives the picture, all others end in ReLU.</param>
/// <param name="Output">The reference's name of the sigmoid at the end.</param>
public sealed record InverseDetrBackboneSettings(int Width, IReadOnlyList<Upsampler> Upsamplers, string Output)
{
    public const int PublishedWidth = 256, PublishedStride = 32, ImageChannels = 3;

    private static readonly int[] Halving = [2048, 1024, 512, 256, 128, 64];

    /// <summary>As published, by the names of the reference's classes.</summary>
    public static IReadOnlyDictionary<string, InverseDetrBackboneSettings> Published { get; } = new Dictionary<string, InverseDetrBackboneSettings>
    {
        ["LinearDecoder"] = Linear(),
        ["LinearDecoderEnhanced"] = LinearEnhanced(),
        ["SimpleConvolutionalDecoder"] = Simple(),
        ["BatchNormalizedConvolutionalDecoder"] = BatchNormalized(),
        ["EnhancedBatchNormalizedConvolutionalDecoder"] = EnhancedBatchNormalized(),
    };

    /// <summary>Pixels a side for each place of the map.</summary>
    public int Stride => Upsamplers.Aggregate(1, (stride, up) => stride * up.Stride);

    /// <summary>The map's height and width, wanted where it comes as a token sequence.</summary>
    public (int Rows, int Columns) Grid { get; init; } = (15, 20);

    /// <summary><c>LinearDecoder</c>: one transposed convolution from each place to its patch.</summary>
    public static InverseDetrBackboneSettings Linear(int width = PublishedWidth, int stride = PublishedStride) =>
        new(width, [new("up_conv_1", ImageChannels, stride, stride)], "sig_1");

    /// <summary><c>LinearDecoderEnhanced</c>: 1×1 layers before it.</summary>
    /// <param name="channels">Of the 1×1 layers; null: four of 256.</param>
    public static InverseDetrBackboneSettings LinearEnhanced(int width = PublishedWidth, IReadOnlyList<int>? channels = null, int stride = PublishedStride)
    {
        channels ??= [256, 256, 256, 256];
        var last = channels.Count + 1;
        return new(width, [.. channels.Select((c, i) => new Upsampler($"up_conv_{i + 1}", c, 1, 1)), new($"up_conv_{last}", ImageChannels, stride, stride)], $"sig_{last}");
    }

    /// <summary><c>SimpleConvolutionalDecoder</c>: a 1×1 layer, 3×3 layers that double the size, a 3×3 layer to pixels.</summary>
    /// <param name="channels">Of all layers but the last; null: 2048, halved to 64, for stride 32.</param>
    public static InverseDetrBackboneSettings Simple(int width = PublishedWidth, IReadOnlyList<int>? channels = null)
    {
        channels ??= Halving;
        var last = channels.Count + 1;
        return new(width, [.. channels.Select((c, i) => Doubling($"conv_t_{i + 1}", c, i)), ToPixels($"conv_t_{last}")], $"sig_{last}");
    }

    /// <summary><c>BatchNormalizedConvolutionalDecoder</c>: the same with batch norms.</summary>
    /// <param name="channels">Of all layers but the last; null: 2048, halved to 64, for stride 32.</param>
    public static InverseDetrBackboneSettings BatchNormalized(int width = PublishedWidth, IReadOnlyList<int>? channels = null) =>
        new(width, [.. (channels ?? Halving).Select((c, i) => Doubling($"up_conv_{i + 1}", c, i, $"bn_{i + 1}")), ToPixels("final_conv")], "sig_final");

    /// <summary><c>EnhancedBatchNormalizedConvolutionalDecoder</c>: 3×3 layers that keep the size come before those that double it.</summary>
    /// <param name="widened">Channels of the 1×1 layer.</param>
    /// <param name="kept">Channels of the layers that keep the size; null: 1792, 1536.</param>
    /// <param name="doubled">Channels of the layers that double it; null: 1024, halved to 64, for stride 32.</param>
    public static InverseDetrBackboneSettings EnhancedBatchNormalized(int width = PublishedWidth, int widened = 2048,
        IReadOnlyList<int>? kept = null, IReadOnlyList<int>? doubled = null)
    {
        kept ??= [1792, 1536];
        // The first layer that doubles the size still counts as one of the second group: 2, 2_2, 2_3, 3, 4, …
        string Label(int i) => i == 0 ? "2" : i <= kept.Count ? $"2_{i + 1}" : $"{i - kept.Count + 2}";
        var second = kept.Select(c => (Channels: c, Stride: 1)).Concat((doubled ?? Halving[1..]).Select(c => (Channels: c, Stride: 2)));
        return new(width,
            [
                new("up_conv_1", widened, 1, 1, "bn_1"),
                .. second.Select((layer, i) => new Upsampler($"up_conv_{Label(i)}", layer.Channels, 3, layer.Stride, $"bn_{Label(i)}")),
                ToPixels("final_conv"),
            ],
            "sig_final");
    }

    private static Upsampler Doubling(string name, int channels, int index, string? norm = null) =>
        index == 0 ? new(name, channels, 1, 1, norm) : new(name, channels, 3, 2, norm);

    private static Upsampler ToPixels(string name) => new(name, ImageChannels, 3, 1);
}
