using InverseRepro.MambaLength.Patches;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Training;

/// <summary>What a network sees and is asked of a batch of drawings.</summary>
/// <param name="Patches">Seen, N×L×1×p×p in [0, 1].</param>
/// <param name="At">Where, N×L×2, relative to the middle.</param>
/// <param name="Queries">Asked for, N×Q×2, relative to the middle.</param>
/// <param name="Targets">What is there, N×Q×1×p×p.</param>
public sealed record PatchBatch(Tensor Patches, Tensor At, Tensor Queries, Tensor Targets)
{
    /// <param name="images">N×1×S×S.</param>
    /// <param name="seen">Positions in pixels, N×L×2.</param>
    /// <param name="asked">Positions in pixels, N×Q×2.</param>
    public static PatchBatch Cut(Tensor images, Tensor seen, Tensor asked, ReconstructionTask task) => new(
        PatchCropping.Crop(images, seen, task.PatchSize), PatchPositions.Relative(seen, task.Side),
        PatchPositions.Relative(asked, task.Side), PatchCropping.Crop(images, asked, task.PatchSize));

    /// <summary>With the first <paramref name="length"/> patches alone.</summary>
    public PatchBatch First(int length) => this with { Patches = Patches.narrow(1, 0, length), At = At.narrow(1, 0, length) };

    /// <summary>With all patches twice, one round after the other: longer, but nothing new.</summary>
    public PatchBatch Repeated() => this with { Patches = cat([Patches, Patches], 1), At = cat([At, At], 1) };

    /// <summary>Some of the drawings.</summary>
    public PatchBatch Rows(int start, int count) =>
        new(Patches.narrow(0, start, count), At.narrow(0, start, count), Queries.narrow(0, start, count), Targets.narrow(0, start, count));
}
