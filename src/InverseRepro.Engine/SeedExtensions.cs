using InverseRepro.Experiments;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>libtorch's generators from our seeds.</summary>
public static class SeedExtensions
{
    /// <summary>A generator of its own, on the CPU unless another device is given.</summary>
    public static Generator Generator(this Seed seed, Device? device = null) => new(seed.Value, device ?? CPU);
}
