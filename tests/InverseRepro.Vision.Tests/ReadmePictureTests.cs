using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.Tests;

public class ReadmePictureTests
{
    private static readonly Dictionary<string, Func<Seed, Picture>> Previews = new()
    {
        ["nuisance-digits"] = seed => NuisanceDigits.Preview(seed),
        ["shape-scenes"] = seed => ShapeScenes.Preview(seed),
        ["strokes"] = seed => Strokes.Preview(seed),
    };

    /// <summary>Set REPRO_UPDATE_PICTURES=1 to draw them anew after a renderer changed.</summary>
    [Theory]
    [InlineData("nuisance-digits")]
    [InlineData("shape-scenes")]
    [InlineData("strokes")]
    public void The_pictures_in_the_documents_are_what_the_renderers_draw(string name)
    {
        var path = Path.Combine(Repository(), "docs", $"{name}.png");
        var drawn = Previews[name](new Seed(1));
        if (Environment.GetEnvironmentVariable("REPRO_UPDATE_PICTURES") == "1")
            ImageFile.WritePng(drawn, path);
        var shown = ImageFile.Read(path);
        (shown.Width, shown.Height).Should().Be((drawn.Width, drawn.Height));
        shown.Rgb.Should().Equal(drawn.Rgb);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InverseRepro.sln")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
