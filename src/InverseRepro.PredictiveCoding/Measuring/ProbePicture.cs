using System.Globalization;
using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>For each latent, how often pictures of a class (down) are taken for each class (right): a dark diagonal where the latent tells the class.</summary>
internal static class ProbePicture
{
    private const int TileSize = 120, Ground = 235;

    public static void Save(string path, IReadOnlyList<ProbedLatent> latents)
    {
        var grid = new PictureGrid("class read (right) of each class (down), by size of the latent",
            [.. latents.Select(l => $"{l.Size}\n{Text(l.ClassificationOnly)}, {Text(l.ReconstructionOnly)}")]);
        grid.AddRow("classification\nalone", [.. latents.Select(l => Panel(l.ClassificationOnly))]);
        grid.AddRow("reconstruction\nalone", [.. latents.Select(l => Panel(l.ReconstructionOnly))]);
        ImageFile.WritePng(grid.Draw(TileSize), path);
    }

    private static string Text(ProbeReading reading) => reading.Accuracy.ToString("F2", CultureInfo.InvariantCulture);

    private static Picture Panel(ProbeReading reading)
    {
        var side = reading.Confusion.Length;
        var panel = Picture.Filled(side, side, 255, 255, 255);
        for (var i = 0; i < panel.Rgb.Length; i++)
            panel.Rgb[i] = (byte)Math.Round(Ground * (1 - reading.Confusion[i / 3 / side][i / 3 % side]));
        return panel;
    }
}
