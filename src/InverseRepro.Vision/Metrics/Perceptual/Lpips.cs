using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using static TorchSharp.torch;

namespace InverseRepro.Vision.Metrics.Perceptual;

/// <summary>
/// Learned perceptual distance (Zhang et al. 2018; richzhang/PerceptualSimilarity <c>lpips.py</c>), lower is better: maps of a
/// classifier, each place scaled to length 1, squared differences weighted by channel, averaged over places, summed over maps.
/// <see cref="LpipsWeights.Open"/> gives it with the published weights.
/// </summary>
public sealed class Lpips : nn.Module<Tensor, Tensor, Tensor>
{
    private const double LengthEpsilon = 1e-10;
    private const int ImagesAtOnce = 16;

    private static readonly float[] Shift = [-.030f, -.088f, -.188f], Scale = [.458f, .448f, .450f];

    private readonly LpipsBackbone _backbone;
    private readonly LpipsVersion _version;

    internal Lpips(LpipsBackbone backbone, LpipsVersion version) : base(nameof(Lpips))
    {
        (_backbone, _version) = (backbone, version);
        (Tower, Linear) = (backbone.Build(), new LinearWeights(backbone.Channels));
        register_module("net", Tower);
        register_module("lin", Linear);
        foreach (var weights in parameters())
            weights.requires_grad = false;
        eval();
    }

    internal FeatureTower Tower { get; }

    internal LinearWeights Linear { get; }

    /// <summary>The distance of every pair of RGB images.</summary>
    /// <exception cref="ArgumentException">The images differ in shape, are not RGB, or are too small for the network.</exception>
    public double[] Distance(ImageBatch reconstructions, ImageBatch originals)
    {
        ImagePair.RequireRgb(originals);
        if (Math.Min(originals.Height, originals.Width) < _backbone.SmallestSide)
            throw new ArgumentException($"LPIPS ({_backbone.Name}) needs images of at least {_backbone.SmallestSide} pixels a side, not {originals.Height} × {originals.Width}.");
        using var noGrad = no_grad();
        var distances = new double[originals.Count];
        ImagePair.RequireOneShape(reconstructions, originals);
        for (var first = 0; first < distances.Length; first += ImagesAtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(ImagesAtOnce, distances.Length - first);
            var some = forward(reconstructions.Slice(first, count).ToTensor(), originals.Slice(first, count).ToTensor());
            some.to(ScalarType.Float64).data<double>().CopyTo(distances.AsSpan(first, count));
        }
        return distances;
    }

    /// <summary>Images N×3×H×W in [0, 1] → N.</summary>
    public override Tensor forward(Tensor reconstructions, Tensor originals)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Maps(reconstructions), Maps(originals));
        var distance = zeros(originals.shape[0], originals.dtype, originals.device); // N
        for (var i = 0; i < a.Count; i++)
        {
            using var difference = (a[i] - b[i]).square(); // N×C×h×w
            distance = distance + Linear.Weigh(i, difference).mean([1, 2, 3]);
        }
        return scope.MoveToOuter(distance);
    }

    private List<Tensor> Maps(Tensor images)
    {
        var x = 2 * images - 1;
        if (_version == LpipsVersion.V01)
            x = (x - tensor(Shift, [3, 1, 1]).Upload(x.device)) / tensor(Scale, [3, 1, 1]).Upload(x.device);
        var features = Features.Only(Tower.Maps);
        Tower.Represent(x, features);
        return [.. features.Select(map => OfUnitLength(map.Value))];
    }

    private static Tensor OfUnitLength(Tensor map) => map / (map.square().sum(1L, keepdim: true).sqrt() + LengthEpsilon); // N×C×h×w
}
