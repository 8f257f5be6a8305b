using System.IO.Compression;
using InverseRepro.Checkpoints;
using InverseRepro.DataFiles.Catalogue;
using InverseRepro.Vision;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.DataFiles.Checking;

/// <summary>Opens data as experiments do; each throws an exception that names file and fault.</summary>
internal static class Readers
{
    private const int ImageNetClasses = 1_000;

    public static void Both(Func<Split, ImageSet> load)
    {
        load(Split.Train);
        load(Split.Test);
    }

    /// <summary>Reads every value of every file.</summary>
    public static void Checkpoints(string root, IEnumerable<DataPart> parts)
    {
        foreach (var part in parts)
        {
            using var checkpoint = CheckpointFile.Read(part.File.Under(root));
            CheckpointSummary.Of(checkpoint);
        }
    }

    /// <summary>Every drawing of both archives is unpacked and looks like a PNG file.</summary>
    public static void Omniglot(string root)
    {
        foreach (var name in new[] { "images_background", "images_evaluation" })
        {
            var path = Path.Combine(root, "omniglot", name + ".zip");
            try
            {
                using var zip = ZipFile.OpenRead(path);
                var drawings = zip.Entries.Where(e => e.FullName.StartsWith(name + "/", StringComparison.Ordinal) && e.Name.EndsWith(".png", StringComparison.Ordinal)).ToList();
                if (drawings.Count == 0)
                    throw new DataFileException($"{path}: no drawings {name}/…/*.png in it");
                if (drawings.Find(d => !IsPng(d)) is { } damaged)
                    throw new DataFileException($"{path}: {damaged.FullName} is no PNG file");
            }
            catch (InvalidDataException fault)
            {
                throw new DataFileException($"{path}: not a valid zip file: {fault.Message.TrimEnd('.')}", fault);
            }
        }
    }

    /// <summary>Both files of boxes are read and every photograph they name is there.</summary>
    public static void Coco(string root)
    {
        foreach (var split in new[] { Split.Train, Split.Test })
        {
            var coco = new CocoDataSet("coco-2017").Load(root, split);
            if (coco.Images.FirstOrDefault(i => !File.Exists(Path.Combine(coco.PictureFolder, i.FileName))) is { } absent)
                throw new DataFileException($"{Path.Combine(coco.PictureFolder, absent.FileName)} is absent; the annotations name it");
        }
    }

    /// <summary>Every photograph is decoded.</summary>
    public static void Kodak(string root)
    {
        for (var i = 1; i <= 24; i++)
            ImageFile.Read(Path.Combine(root, "kodak", $"kodim{i:00}.png"));
    }

    /// <summary>Both splits have a folder for each class, none of them empty; the pictures are not opened.</summary>
    public static void ImageNet(string root)
    {
        foreach (var split in new[] { "train", "val" })
        {
            var folder = Path.Combine(root, "imagenet-1k", split);
            var classes = Directory.GetDirectories(folder, "n*");
            if (classes.Length != ImageNetClasses)
                throw new DataFileException($"{folder}: {classes.Length} folders of classes; ImageNet-1k has {ImageNetClasses}");
            if (Array.Find(classes, c => !Directory.EnumerateFiles(c).Any()) is { } empty)
                throw new DataFileException($"{empty} is empty");
        }
    }

    private static bool IsPng(ZipArchiveEntry drawing)
    {
        using var content = drawing.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.Length == drawing.Length && bytes.ToArray() is [0x89, 0x50, 0x4E, 0x47, ..];
    }
}
