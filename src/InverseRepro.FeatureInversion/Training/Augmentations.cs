using InverseRepro.Engine;
using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>Varies batches as a function of the seed alone.</summary>
public static class Augmentations
{
    /// <summary>The batch, varied.</summary>
    /// <param name="x">N×C×H×W, normalised so that 0 is half of full intensity.</param>
    public static Tensor Apply(Augmentation augmentation, Tensor x, Seed seed)
    {
        if (augmentation == Augmentation.None)
            return x;
        var stream = seed.Stream();
        var count = (int)x.shape[0];
        var mirrored = Enumerable.Range(0, count).Select(_ => stream.NextDouble() < 0.5).ToArray();
        x = where(Chosen(mirrored, x), x.flip(3), x);
        if (augmentation == Augmentation.Mirror)
            return x;
        var kinds = Enumerable.Range(0, count).Select(_ => stream.NextInt(3)).ToArray();
        var grey = x.mean([1], keepdim: true).expand_as(x);
        var solarised = where(x.gt(0), -x, x);
        var blurred = nn.functional.avg_pool2d(x, [3, 3], [1, 1], [1, 1], count_include_pad: false);
        return where(Chosen([.. kinds.Select(k => k == 0)], x), grey, where(Chosen([.. kinds.Select(k => k == 1)], x), solarised, blurred));
    }

    private static Tensor Chosen(bool[] pictures, Tensor x) => tensor(pictures).Upload(x.device).view(-1, 1, 1, 1);
}
