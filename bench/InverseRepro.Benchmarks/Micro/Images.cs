using BenchmarkDotNet.Attributes;
using InverseRepro.Experiments;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Metrics;

namespace InverseRepro.Benchmarks.Micro;

/// <summary>64 images of 32×32: rendering ShapeScenes, comparing by SSIM.</summary>
public class Images
{
    private const int Count = 64;
    private readonly ImageBatch _one = Render(1), _other = Render(2);

    [Benchmark]
    public ImageBatch RenderScenes() => Render(1);

    [Benchmark]
    public double[] SsimGaussian7() => Ssim.Gaussian7(_one, _other);

    [Benchmark]
    public double[] SsimGaussian11() => Ssim.Gaussian11(_one, _other);

    private static ImageBatch Render(ulong seed) => ShapeScenes.Images(new SceneSettings(), new Seed(seed), Count).Images;
}
