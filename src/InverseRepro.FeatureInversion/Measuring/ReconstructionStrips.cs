using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>The same few pictures in several versions, each with its reconstruction from every stage.</summary>
public static class ReconstructionStrips
{
    private const int TileSize = 128;

    /// <param name="numbers">Of the pictures in their split.</param>
    /// <param name="versions">Label, pictures and R₁ … R_S of each version.</param>
    public static void Save(string path, IReadOnlyList<string> stages, IReadOnlyList<int> numbers,
        IReadOnlyList<(string Label, ImageBatch Pictures, IReadOnlyList<ImageBatch> Reconstructions)> versions)
    {
        var grid = new PictureGrid("", ["input", .. stages]);
        for (var picture = 0; picture < numbers.Count; picture++)
            foreach (var (label, pictures, reconstructions) in versions)
                grid.AddRow($"#{numbers[picture]}\n{label}", [pictures.ToPicture(picture), .. reconstructions.Select(r => r.ToPicture(picture))]);
        ImageFile.WritePng(grid.Draw(TileSize), path);
    }
}
