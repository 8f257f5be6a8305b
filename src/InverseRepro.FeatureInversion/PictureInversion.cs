using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision;
using InverseRepro.Vision.Drawing;
using InverseRepro.Vision.ImageFiles;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion;

/// <summary>
/// Reconstructs any picture from every stage of a trained target: once whole, at the size the target takes, and once cut into
/// tiles of that size, each seen by the target on its own.
/// </summary>
public static class PictureInversion
{
    private const int TilesASide = 8;
    private static readonly Seed Seed = new(1);

    /// <summary>The targets, by the name of their architecture.</summary>
    public static IReadOnlyList<string> Models { get; } = ["vit", FeatureInversionSettings.Deit, FeatureInversionSettings.Swin, FeatureInversionSettings.Detr];

    /// <summary>Whether <paramref name="model"/> is trained at this scale, and that in minutes on a CPU.</summary>
    public static bool Has(Scale scale, string model) => scale is Scale.Micro or Scale.Real &&
        FeatureInversionCatalog.Experiments.Single(e => e.Name == InvertModular.Name).Has(scale, Variant(model));

    /// <summary>The scales at which it is, for people.</summary>
    public static string Scales(string model) =>
        string.Join(" and ", Enum.GetValues<Scale>().Where(s => Has(s, model)).Select(s => s.ToString().ToLowerInvariant()));

    /// <summary>The cells whose networks are used: target and modular inverse of seed 1.</summary>
    public static IReadOnlyList<CellId> Cells(Scale scale, string model)
    {
        var modules = new CellId(InvertModular.Name, Variant(model), scale, Seed);
        return [FeatureInversionSettings.Inversion(scale, Variant(model)).TrainedBy.For(modules), modules];
    }

    /// <summary>Writes the labelled PNG grid.</summary>
    /// <param name="artefact">The path of an artefact of one of <see cref="Cells"/>.</param>
    /// <exception cref="ImageFileException">The picture cannot be read, or the grid not be written.</exception>
    public static void WriteGrid(string image, string output, Scale scale, string model, string device, Func<CellId, string, string> artefact)
    {
        var picture = ImageFile.Read(image);
        var settings = FeatureInversionSettings.Inversion(scale, Variant(model));
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var where = Compute.Use(device);
        using var target = settings.Architecture.Build(Seed);
        using var chain = settings.Architecture.BuildInverse();
        StateDictionary.Load(target, artefact(Cells(scale, model)[0], TrainTarget.Network));
        StateDictionary.Load(chain, artefact(Cells(scale, model)[1], InvertModular.Modules));
        foreach (var network in new nn.Module[] { target, chain })
        {
            network.to(where);
            network.eval();
        }

        var size = settings.Data.ImageSize;
        var whole = picture.ToSquare(size);
        var square = picture.ToSquare(size * TilesASide);
        var tiles = ImageBatch.FromPictures([.. Tiles(square, size)]);
        var reduced = Reconstruct(ImageBatch.FromPictures([whole]), target, chain, settings, where);
        var tiled = Reconstruct(tiles, target, chain, settings, where);
        var grid = new PictureGrid("", ["original", .. settings.Architecture.Stages.Select((s, k) => $"stage {k + 1}\n{s}")])
            .AddRow($"whole,\n{size} x {size}", [whole, .. reduced.Select(r => r.ToPicture(0))])
            .AddRow($"{TilesASide} x {TilesASide} tiles\nof {size} x {size}", [square, .. tiled.Select(r => Joined(r, size))]);
        ImageFile.WritePng(grid.Draw(size * TilesASide), output);
    }

    private static string Variant(string model) => model == Models[0] ? CellId.DefaultVariant : model;

    private static IReadOnlyList<ImageBatch> Reconstruct(ImageBatch pictures, StagedModule target, InverseChain chain, InversionSettings settings, Device device)
    {
        var images = (pictures.ToTensor(device) - settings.Data.Mean) / settings.Data.Std;
        var stages = StagedImages.Compute(target, settings.Architecture.Stages, images);
        return [.. Enumerable.Range(1, chain.Depth).Select(k => Evaluation.Reconstructions(chain, k, stages))];
    }

    private static IEnumerable<Picture> Tiles(Picture square, int size)
    {
        for (var row = 0; row < TilesASide; row++)
            for (var column = 0; column < TilesASide; column++)
            {
                var rgb = new byte[size * size * 3];
                for (var y = 0; y < size; y++)
                    square.Rgb.AsSpan(((row * size + y) * square.Width + column * size) * 3, size * 3).CopyTo(rgb.AsSpan(y * size * 3));
                yield return new Picture(size, size, rgb);
            }
    }

    private static Picture Joined(ImageBatch tiles, int size)
    {
        var side = size * TilesASide;
        var rgb = new byte[side * side * 3];
        for (var i = 0; i < tiles.Count; i++)
        {
            var tile = tiles.ToPicture(i);
            var (top, left) = (i / TilesASide * size, i % TilesASide * size);
            for (var y = 0; y < size; y++)
                tile.Rgb.AsSpan(y * size * 3, size * 3).CopyTo(rgb.AsSpan(((top + y) * side + left) * 3));
        }
        return new Picture(side, side, rgb);
    }
}
