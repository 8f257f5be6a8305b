using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.MambaLength.Models;
using InverseRepro.MambaLength.Patches;
using InverseRepro.MambaLength.Training;
using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Measuring;

/// <summary>Drawings, what was seen of them after so many patches, and what a network makes of that.</summary>
internal static class ReconstructionsByLength
{
    private const int Shown = 4, TileSize = 96;

    public static void Save(string path, PatchReconstructor network, ReconstructorSettings kind, Tensor images, ReconstructionTask task,
        LengthRange trained, IReadOnlyList<int> lengths, Seed seed)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var drawings = images.narrow(0, 0, Math.Min(Shown, images.shape[0]));
        var seen = PatchPositions.Draw(seed.Stream(), (int)drawings.shape[0], lengths[^1], task.Side, task.PatchSize).Upload(images.device);
        var originals = ImageBatch.FromTensor(drawings);
        var canvases = lengths.Select(length => Seen(originals, seen, length, task)).ToArray();
        var answers = lengths.Select(length => Whole(network, kind, drawings, seen.narrow(1, 0, length), task, length, seed)).ToArray();
        var grid = new PictureGrid($"after so many patches; trained with {trained.Least} to {trained.Most}", ["original", .. lengths.Select(length => $"{length}")]);
        for (var i = 0; i < originals.Count; i++)
        {
            var row = i;
            grid.AddRow("seen", [originals.ToPicture(i), .. canvases.Select(c => c.ToPicture(row))]);
            grid.AddRow("made\nof it", [null, .. answers.Select(a => a.ToPicture(row))]);
        }
        ImageFile.WritePng(grid.Draw(TileSize), path);
    }

    /// <summary>The drawings where patches were seen, grey elsewhere.</summary>
    private static ImageBatch Seen(ImageBatch originals, Tensor at, int length, ReconstructionTask task)
    {
        var canvas = new ImageBatch(originals.Count, 1, task.Side, task.Side, [.. Enumerable.Repeat(0.5f, originals.Values.Length)]);
        var positions = at.cpu().data<long>().ToArray();
        var total = (int)at.shape[1];
        for (var i = 0; i < originals.Count; i++)
            for (var k = 0; k < length; k++)
                Paste(originals[i], canvas[i], task, (int)positions[(i * total + k) * 2], (int)positions[(i * total + k) * 2 + 1]);
        return canvas;
    }

    private static void Paste(ReadOnlySpan<float> from, Span<float> to, ReconstructionTask task, int x, int y)
    {
        for (var row = 0; row < task.PatchSize; row++)
        {
            var start = (y - task.PatchSize / 2 + row) * task.Side + x - task.PatchSize / 2;
            from.Slice(start, task.PatchSize).CopyTo(to[start..]);
        }
    }

    /// <summary>Patches side by side over the whole drawing, as many queries at a time as in training.</summary>
    private static ImageBatch Whole(PatchReconstructor network, ReconstructorSettings kind, Tensor drawings, Tensor seen, ReconstructionTask task, int length, Seed seed)
    {
        var (count, half, last) = ((int)drawings.shape[0], task.PatchSize / 2, task.Side - task.PatchSize / 2 - 1);
        var result = new ImageBatch(count, 1, task.Side, task.Side, [.. Enumerable.Repeat(1f, count * task.Side * task.Side)]);
        int[] centres = [.. Enumerable.Range(0, task.Side / task.PatchSize).Select(k => Math.Min(half + k * task.PatchSize, last))];
        var places = centres.SelectMany(y => centres.Select(x => (X: x, Y: y))).ToArray();
        foreach (var chunk in places.Chunk(task.Queries))
        {
            var asked = tensor(chunk.SelectMany(p => new[] { (long)p.X, p.Y }).ToArray(), [1, chunk.Length, 2]).Upload(drawings.device).expand(count, -1, -1);
            var declared = kind.Declare(task, length, seed.Derive("declared", length).Stream());
            var answers = ReconstructorSettings.Answer(network, PatchBatch.Cut(drawings, seen, asked, task), declared)
                .cpu().contiguous().data<float>().ToArray(); // N×Q×1×p×p
            var area = task.PatchSize * task.PatchSize;
            for (var i = 0; i < count; i++)
                for (var q = 0; q < chunk.Length; q++)
                    for (var row = 0; row < task.PatchSize; row++)
                        answers.AsSpan((i * chunk.Length + q) * area + row * task.PatchSize, task.PatchSize)
                            .CopyTo(result[i][((chunk[q].Y - half + row) * task.Side + chunk[q].X - half)..]);
        }
        return result;
    }
}
