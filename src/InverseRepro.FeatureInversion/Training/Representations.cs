using InverseRepro.Engine.Staging;
using InverseRepro.FeatureInversion.Architectures;
using TorchSharp;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>
/// Where the representations of a frozen target are kept for training: in memory, on disk, or nowhere, by the bytes that the
/// architecture declares. The first two hold the same bits.
/// </summary>
public static class Representations
{
    /// <summary>Bytes up to which representations are written to disk: what a scratch folder can be expected to hold.</summary>
    public const long DiskBound = 128L << 30;

    private const int BatchSize = StagedImages.BatchSize;

    /// <summary>Bytes up to which they are kept in memory: half of what a worker may take, or a part of a GPU's.</summary>
    public static long MemoryBound(DeviceType device) => device == DeviceType.CUDA ? 16L << 30 : 1L << 30;

    /// <param name="batchSize">Pictures that the target, and the chain in evaluation, see at once; null: as many as small networks do.</param>
    /// <param name="memoryBound">Null: <see cref="MemoryBound"/>.</param>
    /// <param name="diskBound">Null: <see cref="DiskBound"/>.</param>
    public static IStagedImages Of(StagedModule target, Architecture architecture, INormalisedPictures pictures, int? batchSize = null,
        long? memoryBound = null, long? diskBound = null)
    {
        var bytes = (double)sizeof(float) * pictures.Count * architecture.StageShapes().Sum(shape => shape.Aggregate(1.0, (n, side) => n * side));
        if (bytes <= (memoryBound ?? MemoryBound(pictures.Device.type)))
        {
            var all = pictures.Slice(0, pictures.Count);
            return batchSize is { } size
                ? StagedImages.Compute(target, architecture.Stages, all, size) with { LargestBatch = size }
                : StagedImages.Compute(target, architecture.Stages, all);
        }
        return bytes <= (diskBound ?? DiskBound)
            ? SpilledStages.Compute(target, architecture.Stages, pictures, batchSize ?? BatchSize)
            : new RecomputedStages(target, architecture.Stages, pictures, batchSize ?? BatchSize);
    }
}
