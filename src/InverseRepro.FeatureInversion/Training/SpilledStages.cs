using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Engine.Training;
using Microsoft.Win32.SafeHandles;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Training;

/// <summary>
/// Representations too large for memory: computed once into a scratch file (TMPDIR says where), float32 row by row and stage by
/// stage, and read back by batch with the same bits. Nothing is left behind, even by a process that is killed.
/// </summary>
public sealed class SpilledStages : IStagedImages
{
    private readonly INormalisedPictures _pictures;
    private readonly SafeFileHandle _file;
    private readonly long[][] _shapes; // of a row of z₁ … z_S
    private readonly long[] _offsets;

    private SpilledStages(INormalisedPictures pictures, SafeFileHandle file, long[][] shapes, int batchSize)
    {
        (_pictures, _file, _shapes, _offsets, LargestBatch) = (pictures, file, shapes, new long[shapes.Length], batchSize);
        for (var k = 1; k < shapes.Length; k++)
            _offsets[k] = _offsets[k - 1] + pictures.Count * RowBytes(k - 1);
    }

    public int Count => _pictures.Count;

    public int LargestBatch { get; }

    public Device Device => _pictures.Device;

    /// <summary>As <see cref="StagedImages.Compute"/>.</summary>
    /// <exception cref="IOException">The scratch folder is full or cannot be written.</exception>
    public static SpilledStages Compute(StagedModule target, IReadOnlyList<string> stageNames, INormalisedPictures pictures, int batchSize)
    {
        target.eval();
        using var noGrad = no_grad();
        SpilledStages? spilled = null;
        foreach (var (start, length) in Batches.InOrder(pictures.Count, batchSize))
        {
            using var scope = NewDisposeScope();
            var features = Features.Only(stageNames);
            target.Represent(pictures.Slice(start, length), features);
            var stages = stageNames.Select(name => features[name]).ToArray();
            spilled ??= new SpilledStages(pictures, Scratch(), [.. stages.Select(z => z.shape[1..])], batchSize);
            for (var k = 0; k < stages.Length; k++)
                RandomAccess.Write(spilled._file, stages[k].cpu().contiguous().bytes, spilled._offsets[k] + start * spilled.RowBytes(k));
        }
        return spilled ?? throw new ArgumentException("There are no pictures to represent.", nameof(pictures));
    }

    public Tensor Stage(int stage, Tensor indices) => stage == 0
        ? _pictures.At(indices)
        : Read(stage - 1, indices.cpu().data<long>().ToArray());

    public Tensor Stage(int stage, int start, int length) => stage == 0
        ? _pictures.Slice(start, length)
        : Read(stage - 1, [.. Enumerable.Range(start, length).Select(i => (long)i)]);

    public void Dispose() => _file.Dispose();

    private long RowBytes(int k) => _shapes[k].Aggregate((long)sizeof(float), (bytes, side) => bytes * side);

    private Tensor Read(int k, long[] rows)
    {
        using var scope = NewDisposeScope();
        var tensor = empty([rows.Length, .. _shapes[k]], dtype: ScalarType.Float32);
        var row = (int)RowBytes(k);
        for (var i = 0; i < rows.Length; i++)
            ReadExactly(tensor.bytes.Slice(i * row, row), _offsets[k] + rows[i] * row);
        return scope.MoveToOuter(tensor.Upload(Device));
    }

    private void ReadExactly(Span<byte> target, long offset)
    {
        while (target.Length > 0)
        {
            var read = RandomAccess.Read(_file, target, offset);
            if (read == 0)
                throw new EndOfStreamException("the scratch file of representations ends before its last row");
            target = target[read..];
            offset += read;
        }
    }

    private static SafeFileHandle Scratch()
    {
        var path = Path.Combine(Path.GetTempPath(), $"repro-stages-{Guid.NewGuid():N}");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose | FileOptions.RandomAccess);
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // the open file stays usable, and is gone with the process
        return file;
    }
}
