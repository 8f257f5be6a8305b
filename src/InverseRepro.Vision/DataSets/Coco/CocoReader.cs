using System.Text.Json;
using InverseRepro.Vision.Detection;

namespace InverseRepro.Vision.DataSets;

/// <summary>Reads <c>instances_*.json</c>.</summary>
internal static class CocoReader
{
    private const int MaxSide = 32_768;

    /// <exception cref="DataSetException">The file is absent or damaged.</exception>
    internal static CocoSplit Read(string path, string pictureFolder)
    {
        using var file = DataFiles.Open(path);
        try
        {
            using var document = JsonDocument.Parse(file);
            var root = new JsonEntry(path, "", document.RootElement);
            var categories = ById(root["categories"].Items.Select(e => (e, Category(e))), c => c.Id);
            var images = ById(root["images"].Items.Select(e => (e, Image(e))), i => i.Id);
            var objects = images.Keys.ToDictionary(id => id, _ => new List<CocoObject>());
            foreach (var entry in root["annotations"].Items)
            {
                var image = images.GetValueOrDefault(entry["image_id"].Whole) ?? throw entry["image_id"].Fault($"there is no image {entry["image_id"].Whole}");
                objects[image.Id].Add(Object(entry, image, categories));
            }
            return new CocoSplit(pictureFolder,
                [.. images.Values.OrderBy(i => i.Id).Select(i => i with { Objects = objects[i.Id] })], [.. categories.Values.OrderBy(c => c.Id)]);
        }
        catch (JsonException e)
        {
            throw new DataSetException(path, $"not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.", e);
        }
    }

    private static Dictionary<long, T> ById<T>(IEnumerable<(JsonEntry Entry, T Value)> entries, Func<T, long> id)
    {
        var byId = new Dictionary<long, T>();
        foreach (var (entry, value) in entries)
            if (!byId.TryAdd(id(value), value))
                throw entry["id"].Fault($"{id(value)} occurs twice");
        return byId;
    }

    private static CocoCategory Category(JsonEntry entry) => new(entry["id"].WholeIn(0, int.MaxValue), entry["name"].Text);

    private static CocoImage Image(JsonEntry entry)
    {
        var name = entry["file_name"].Text;
        if (name.Length == 0 || name is "." or ".." || name.Contains('/') || name.Contains('\\'))
            throw entry["file_name"].Fault($"\"{name}\"; it is the name of a file without its folder");
        return new CocoImage(entry["id"].Whole, name, entry["width"].WholeIn(1, MaxSide), entry["height"].WholeIn(1, MaxSide), []);
    }

    private static CocoObject Object(JsonEntry entry, CocoImage image, Dictionary<long, CocoCategory> categories)
    {
        var category = entry["category_id"].Whole;
        if (!categories.ContainsKey(category))
            throw entry["category_id"].Fault($"there is no category {category}");
        var area = entry["area"].Number;
        if (area < 0)
            throw entry["area"].Fault($"{area}; an area is not negative");
        return new CocoObject(entry["id"].Whole, (int)category, Box(entry["bbox"]), area, entry["iscrowd"].WholeIn(0, 1) == 1,
            Region(entry["segmentation"], image));
    }

    private static Box Box(JsonEntry entry)
    {
        double[] numbers = [.. entry.Items.Select(i => i.Number)];
        return numbers is [var left, var top, var width and >= 0, var height and >= 0]
            ? new Box(left, top, width, height)
            : throw entry.Fault("a box is x, y, width and height, the last two not negative");
    }

    private static CocoRegion Region(JsonEntry entry, CocoImage image) =>
        entry.IsObject ? RunLengths(entry, image) : new PolygonRegion([.. entry.Items.Select(Outline)]);

    private static double[] Outline(JsonEntry entry)
    {
        double[] numbers = [.. entry.Items.Select(i => i.Number)];
        return numbers.Length >= 6 && numbers.Length % 2 == 0
            ? numbers
            : throw entry.Fault($"{numbers.Length} numbers; an outline has two for each of at least 3 points");
    }

    private static RunLengthRegion RunLengths(JsonEntry entry, CocoImage image)
    {
        long[] size = [.. entry["size"].Items.Select(i => i.Whole)];
        if (size is not [var height, var width] || height != image.Height || width != image.Width)
            throw entry["size"].Fault($"[{string.Join(", ", size)}]; height and width of image {image.Id} are {image.Height} and {image.Width}");
        var pixels = image.Height * image.Width;
        int[] runs = [.. entry["counts"].Items.Select(i => i.WholeIn(0, pixels))];
        return runs.Sum(r => (long)r) == pixels
            ? new RunLengthRegion(runs)
            : throw entry["counts"].Fault($"the runs add up to {runs.Sum(r => (long)r)} pixels; image {image.Id} has {pixels}");
    }
}
