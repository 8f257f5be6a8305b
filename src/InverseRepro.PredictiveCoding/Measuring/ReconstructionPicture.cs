using System.Globalization;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>The first pictures of a split and what networks at growing trade-offs make of them.</summary>
internal static class ReconstructionPicture
{
    private const int Rows = 6, TileSize = 84;

    /// <param name="data">With the normalisation that reconstructions are taken back from.</param>
    public static void Save(string path, IReadOnlyList<CreNetwork> networks, IReadOnlyList<double> tradeOffs, ImageSplit split, ImageDataSettings data)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var images = split.Images.narrow(0, 0, Math.Min(Rows, split.Images.shape[0]));
        ImageBatch[] columns = [split.Pictures, .. networks.Select(n => ImageBatch.FromTensor(n.Decode(n.Encode(images)) * data.Std + data.Mean))];
        var grid = new PictureGrid("", ["original", .. tradeOffs.Select(t => t.ToString(CultureInfo.InvariantCulture))]);
        for (var row = 0; row < images.shape[0]; row++)
            grid.AddRow([.. columns.Select(column => column.ToPicture(row))]);
        ImageFile.WritePng(grid.Draw(TileSize), path);
    }
}
