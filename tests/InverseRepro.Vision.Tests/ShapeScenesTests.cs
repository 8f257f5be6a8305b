using InverseRepro.Experiments;
using InverseRepro.Vision.Colour;
using InverseRepro.Vision.DataSets;

namespace InverseRepro.Vision.Tests;

public class ShapeScenesTests
{
    private static readonly SceneSettings Settings = new();
    private static readonly Seed Seed = new(1);

    [Fact]
    public void A_scene_depends_on_seed_and_index_alone()
    {
        var many = ShapeScenes.Images(Settings, Seed, count: 8);
        var one = ShapeScenes.Images(Settings, Seed, count: 1, first: 5);

        one.Images.Values.Should().Equal(many.Images[5].ToArray());
        one.Labels.Should().Equal(many.Labels[5]);
        ShapeScenes.Images(Settings, new Seed(2), 1, first: 5).Images.Values.Should().NotEqual(one.Images.Values);
    }

    [Fact]
    public void Values_are_bytes_over_255()
    {
        var values = ShapeScenes.Images(Settings, Seed, 4).Images.Values;

        values.Should().OnlyContain(v => v >= 0 && v <= 1 && MathF.Round(v * 255) / 255f == v);
    }

    [Fact]
    public void The_main_object_is_the_largest_and_lies_on_top()
    {
        foreach (var scene in ShapeScenes.Render(Settings, Seed, 0, 100))
        {
            scene.Label.Should().Be((int)scene.Main.Shape);
            scene.Objects.Should().HaveCountGreaterThanOrEqualTo(1).And.HaveCountLessThanOrEqualTo(4);
            scene.Objects.Max(Area).Should().Be(Area(scene.Main));
            var covered = scene.Objects.Sum(o => o.Mask.Count(m => m));
            Enumerable.Range(0, 32 * 32).Count(p => scene.Objects.Any(o => o.Mask[p])).Should().Be(covered, "visible parts do not overlap");
        }

        static int Area(SceneObject o) => o.Mask.Count(m => m);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void Masks_lie_in_their_boxes_and_the_main_box_is_tight(int size)
    {
        foreach (var scene in ShapeScenes.Render(Settings with { Size = size }, Seed, 0, 50))
        {
            foreach (var item in scene.Objects)
                Pixels(item, size).All(p => Inside(p, item.Box)).Should().BeTrue();
            var main = Pixels(scene.Main, size).ToList();
            scene.Main.Box.Should().Be(new PixelBox(
                main.Min(p => p.X), main.Min(p => p.Y), main.Max(p => p.X) - main.Min(p => p.X) + 1, main.Max(p => p.Y) - main.Min(p => p.Y) + 1));
        }
    }

    [Fact]
    public void Pixels_well_inside_an_object_have_its_hue()
    {
        foreach (var scene in ShapeScenes.Render(Settings with { MaxObjects = 1 }, Seed, 0, 50))
        {
            var inner = Enumerable.Range(0, 32 * 32).Where(p => p % 32 is > 0 and < 31 && p is >= 32 and < 31 * 32)
                .Where(p => new[] { 0, -33, -32, -31, -1, 1, 31, 32, 33 }.All(d => scene.Main.Mask[p + d]));
            foreach (var p in inner)
            {
                var (h, _, _) = Hsv.FromRgb(scene.Image[p], scene.Image[1024 + p], scene.Image[2048 + p]);
                var difference = Math.Abs(h * 360 - scene.Main.Hue);
                Math.Min(difference, 360 - difference).Should().BeLessThan(2, "shading and texture change brightness alone");
            }
        }
    }

    [Fact]
    public void Hues_and_backgrounds_go_with_the_class_as_often_as_set()
    {
        var scenes = ShapeScenes.Render(Settings, Seed, 0, 1000);

        // 0.85, and 0.5 plus half of one in four; four standard errors of 1,000 draws.
        scenes.Average(s => s.Main.HasTypicalHue ? 1.0 : 0).Should().BeApproximately(0.85, 0.05);
        scenes.Average(s => s.Background == SceneSettings.TypicalBackground(s.Main.Shape) ? 1.0 : 0).Should().BeApproximately(0.625, 0.06);
        scenes.GroupBy(s => s.Label).Should().HaveCount(8).And.OnlyContain(g => g.Count() > 80);
        scenes.Where(s => s.Main.HasTypicalHue).Should().OnlyContain(s => Circular(s.Main.Hue, Settings.TypicalHue(s.Main.Shape)) < 40);
    }

    [Fact]
    public void Faulty_settings_are_named_all_at_once()
    {
        var render = () => ShapeScenes.Render(new SceneSettings(Size: 4, Classes: 9, MinObjects: 3, MaxObjects: 2, ContextCorrelation: 2), Seed, 0);

        render.Should().Throw<ArgumentException>().WithMessage(
            "Scene settings: Size 4 is not in 16..512; Classes 9 is not in 2..8; MaxObjects 2 is not in 3..8; ContextCorrelation 2 is not in 0..1.");
    }

    private static double Circular(double a, double b) => Math.Min(Math.Abs(a - b), 360 - Math.Abs(a - b));

    private static bool Inside((int X, int Y) p, PixelBox box) =>
        p.X >= box.Left && p.X < box.Left + box.Width && p.Y >= box.Top && p.Y < box.Top + box.Height;

    private static IEnumerable<(int X, int Y)> Pixels(SceneObject item, int size) =>
        Enumerable.Range(0, size * size).Where(p => item.Mask[p]).Select(p => (p % size, p / size));

    [Fact]
    public void Another_context_changes_the_backdrop_and_nothing_else()
    {
        var settings = new SceneSettings();
        for (var index = 0; index < 20; index++)
        {
            var own = ShapeScenes.Render(settings, new Seed(5), index);
            ShapeScenes.Render(settings, new Seed(5), index, own.Background).Image.Should().Equal(own.Image);
            var other = ShapeScenes.Render(settings, new Seed(5), index, (Background)(((int)own.Background + 1) % 4));
            other.Background.Should().NotBe(own.Background);
            other.Main.Mask.Should().Equal(own.Main.Mask);
            other.Main.Hue.Should().Be(own.Main.Hue);
            other.Image.Should().NotEqual(own.Image);
        }
    }
}
