using System.Text.Json.Nodes;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.Detection;

namespace InverseRepro.Vision.Tests.DataSets;

public sealed class CocoDataSetTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly CocoDataSet _coco = new("coco");

    public void Dispose() => _root.Dispose();

    [SkippableTheory]
    [InlineData(Split.Train, 59, 583, 6)]
    [InlineData(Split.Test, 66, 560, 8)]
    public void The_sample_is_read_whole(Split split, int images, int objects, int crowds)
    {
        SharedFiles.Data("coco-sample");
        var sample = CocoDataSet.Sample.Load(SharedFiles.Data(""), split);

        sample.Categories.Should().HaveCount(80);
        sample.Images.Should().HaveCount(images);
        sample.Images.SelectMany(i => i.Objects).Should().HaveCount(objects);
        sample.Images.SelectMany(i => i.Objects).Count(o => o.IsCrowd).Should().Be(crowds);
        sample.ReadPicture(sample.Images[0]).Width.Should().Be(sample.Images[0].Width);
    }

    [SkippableFact]
    public void Masks_of_the_sample_have_the_annotated_areas()
    {
        SharedFiles.Data("coco-sample");
        var sample = CocoDataSet.Sample.Load(SharedFiles.Data(""), Split.Test);

        foreach (var image in sample.Images)
            foreach (var known in image.Objects.Where(o => !o.IsCrowd)) // the sample's crowds were reduced as masks
            {
                // COCO's areas were counted before the reduction; a boundary pixel more or less is the tolerance.
                var boundary = 2 * (known.Box.Width + known.Box.Height);
                ((double)known.Region.Mask(image.Width, image.Height).Count(inside => inside))
                    .Should().BeApproximately(known.Area, boundary, $"of object {known.Id} of image {image.Id}");
            }
    }

    [Fact]
    public void Images_come_in_the_order_of_their_ids_with_objects_in_that_of_the_file()
    {
        Write(Annotations());

        var split = _coco.Load(_root.Path, Split.Train);

        split.Images.Select(i => i.Id).Should().Equal(3, 9);
        split.Images[0].Objects.Should().BeEmpty();
        split.Images[1].Objects.Select(o => o.Id).Should().Equal(21, 20);
        split.Images[1].Objects[0].Should().BeEquivalentTo(new { Category = 2, Box = new Box(1, 1, 2, 2), Area = 4.0, IsCrowd = false });
        split.Categories.Should().Equal(new CocoCategory(1, "one"), new CocoCategory(2, "two"));
    }

    [Fact]
    public void A_polygon_holds_the_pixels_whose_centres_it_holds() =>
        Drawn(new PolygonRegion([[0.6, 0, 3, 0, 3, 1.4, 0.6, 1.4]]), 4, 3).Should().Be(".##.\n....\n....");

    [Fact]
    public void Outlines_are_filled_by_the_even_odd_rule_and_joined()
    {
        double[] twiceAround = [0, 0, 4, 0, 4, 4, 0, 4, 0, 0, 1, 1, 3, 1, 3, 3, 1, 3, 1, 1];

        Drawn(new PolygonRegion([twiceAround]), 4, 4).Should().Be("####\n#..#\n#..#\n####");
        Drawn(new PolygonRegion([twiceAround, [1, 1, 3, 1, 3, 3, 1, 3]]), 4, 4).Should().Be("####\n####\n####\n####");
    }

    [Fact]
    public void Polygons_are_cut_at_the_edge_of_the_image() =>
        Drawn(new PolygonRegion([[-1e9, -5, 1e9, -5, 1e9, 1, -1e9, 1]]), 3, 2).Should().Be("###\n...");

    [Fact]
    public void Runs_go_down_the_columns() => Drawn(new RunLengthRegion([1, 2, 1, 1, 1]), 3, 2).Should().Be(".##\n#..");

    [Theory]
    [InlineData("images", 0, "width", "0", "images[0].width: 0; it is in 1..32768.")]
    [InlineData("images", 1, "id", "9", "images[1].id: 9 occurs twice.")]
    [InlineData("images", 1, "file_name", "\"../a.jpg\"", "images[1].file_name: \"../a.jpg\"; it is the name of a file without its folder.")]
    [InlineData("annotations", 0, "image_id", "4", "annotations[0].image_id: there is no image 4.")]
    [InlineData("annotations", 0, "image_id", "\"4\"", "annotations[0].image_id: \"4\"; it is a whole number.")]
    [InlineData("annotations", 0, "category_id", "7", "annotations[0].category_id: there is no category 7.")]
    [InlineData("annotations", 0, "bbox", "[1, 2, 3]", "annotations[0].bbox: a box is x, y, width and height, the last two not negative.")]
    [InlineData("annotations", 0, "bbox", "[1, 2, -3, 4]", "annotations[0].bbox: a box is x, y, width and height, the last two not negative.")]
    [InlineData("annotations", 0, "bbox", "[1, 1e999, 3, 4]", "annotations[0].bbox[1]: 1e999; it is a finite number.")]
    [InlineData("annotations", 0, "area", "-1", "annotations[0].area: -1; an area is not negative.")]
    [InlineData("annotations", 0, "iscrowd", "2", "annotations[0].iscrowd: 2; it is in 0..1.")]
    [InlineData("annotations", 0, "segmentation", "[[1, 2, 3, 4]]", "annotations[0].segmentation[0]: 4 numbers; an outline has two for each of at least 3 points.")]
    [InlineData("annotations", 1, "segmentation", "{\"size\": [4, 5], \"counts\": [20]}",
        "annotations[1].segmentation.size: [4, 5]; height and width of image 9 are 4 and 6.")]
    [InlineData("annotations", 1, "segmentation", "{\"size\": [4, 6], \"counts\": [20, 5]}",
        "annotations[1].segmentation.counts: the runs add up to 25 pixels; image 9 has 24.")]
    [InlineData("annotations", 1, "segmentation", "{\"size\": [4, 6], \"counts\": \"abc\"}", "annotations[1].segmentation.counts: \"abc\"; it is a list.")]
    public void A_damaged_entry_is_named_with_its_fault(string list, int index, string name, string value, string fault)
    {
        var annotations = Annotations();
        var text = annotations.ToJsonString().Replace(annotations[list]![index]!.ToJsonString(), Changed(annotations[list]![index]!, name, value));
        Write(text);

        Loading().WithMessage($"{File}: {fault}");
    }

    [Fact]
    public void An_absent_part_and_broken_json_are_named()
    {
        Write("{\"images\": [],\n \"categories\": []}");
        Loading().WithMessage($"{File}: the file: no \"annotations\".");

        Write("{\"images\": [],\n oops");
        Loading().WithMessage($"{File}: not valid JSON at line 2, byte 2.");
    }

    [Fact]
    public void An_absent_part_is_named_with_its_place()
    {
        Write(Annotations());

        _coco.Probe(_root.Path).Problem.Should().Be(
            $"COCO 2017: annotations/instances_val2017.json and train2017 and val2017 missing in {_root.At("coco")}; put it there, or name the data root by REPRO_DATA.");
    }

    [SkippableFact]
    public void The_sample_is_found() => CocoDataSet.Sample.Probe(Path.GetDirectoryName(SharedFiles.Data("coco-sample"))!).IsPresent.Should().BeTrue();

    private string File => Path.Combine(_root.Path, "coco", "annotations/instances_train2017.json");

    private FluentAssertions.Specialized.ExceptionAssertions<DataSetException> Loading() =>
        FluentActions.Invoking(() => _coco.Load(_root.Path, Split.Train)).Should().Throw<DataSetException>();

    private void Write(JsonNode annotations) => Write(annotations.ToJsonString());

    private void Write(string json)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, json);
    }

    private static string Changed(JsonNode entry, string name, string value) =>
        entry.ToJsonString().Replace($"\"{name}\":{entry[name]!.ToJsonString()}", $"\"{name}\":{value}");

    private static JsonNode Annotations() => JsonNode.Parse("""
        {
          "categories": [{"id": 2, "name": "two"}, {"id": 1, "name": "one"}],
          "images": [{"id": 9, "file_name": "9.jpg", "width": 6, "height": 4}, {"id": 3, "file_name": "3.jpg", "width": 5, "height": 5}],
          "annotations": [
            {"id": 21, "image_id": 9, "category_id": 2, "bbox": [1, 1, 2, 2], "area": 4, "iscrowd": 0, "segmentation": [[1, 1, 3, 1, 3, 3, 1, 3]]},
            {"id": 20, "image_id": 9, "category_id": 1, "bbox": [0, 0, 1, 4], "area": 4, "iscrowd": 1, "segmentation": {"size": [4, 6], "counts": [0, 4, 20]}}
          ]
        }
        """)!;

    private static string Drawn(CocoRegion region, int width, int height) =>
        string.Join('\n', region.Mask(width, height).Chunk(width).Select(row => string.Concat(row.Select(inside => inside ? '#' : '.'))));
}
