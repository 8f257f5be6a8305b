using InverseRepro.Experiments;
using InverseRepro.MambaLength.Patches;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Tests.Models;

/// <summary>Random images of 12 × 12 pixels with positions to see and to ask for.</summary>
internal sealed record Sample(Tensor Patches, Tensor At, Tensor Queries, Tensor Targets)
{
    public const int Side = 12, PatchSize = 4;

    public static Sample Draw(Seed seed, int batch, int length, int queries)
    {
        var random = seed.Stream();
        var images = tensor(Array.ConvertAll(new float[batch * Side * Side], _ => (float)random.NextDouble()), [batch, 1, Side, Side]);
        var seen = PatchPositions.Draw(random, batch, length, Side, PatchSize);
        var asked = PatchPositions.Draw(random, batch, queries, Side, PatchSize);
        return new Sample(PatchCropping.Crop(images, seen, PatchSize), PatchPositions.Relative(seen, Side),
            PatchPositions.Relative(asked, Side), PatchCropping.Crop(images, asked, PatchSize));
    }

    public Sample Of(int index) => new(Patches.narrow(0, index, 1), At.narrow(0, index, 1), Queries.narrow(0, index, 1), Targets.narrow(0, index, 1));

    public Sample Seen(int first, int count) => this with { Patches = Patches.narrow(1, first, count), At = At.narrow(1, first, count) };
}
