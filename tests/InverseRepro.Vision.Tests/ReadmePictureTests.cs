using InverseRepro.Experiments;
using InverseRepro.Vision.DataSets;
using InverseRepro.Vision.ImageFiles;

namespace InverseRepro.Vision.Tests;

public class ReadmePictureTests
{
    /// <summary>Set REPRO_UPDATE_PICTURES=1 to draw it anew after the renderer changed.</summary>
    [Fact]
    public void The_scenes_in_the_readme_are_what_the_renderer_draws()
    {
        var path = Path.Combine(Repository(), "docs", "shape-scenes.png");
        var drawn = ShapeScenes.Preview(new Seed(1));
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
