using InverseRepro.DataFiles.Catalogue;
using InverseRepro.DataFiles.Checking;
using InverseRepro.Vision.Metrics.Perceptual;

namespace InverseRepro.DataFiles.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public void Names_and_places_are_unique_and_relative()
    {
        var all = DataCatalogue.All;
        all.Select(s => s.Name).Should().OnlyHaveUniqueItems();
        all.SelectMany(s => s.Parts).Select(p => p.Target).Should().OnlyHaveUniqueItems();
        all.SelectMany(s => s.Parts).SelectMany(p => p.Files.Append(p.File)).Should()
            .OnlyContain(f => !Path.IsPathRooted(f.Path) && !f.Path.Contains("..") && !f.Path.Contains('\\'));
        all.Where(s => s.Parts.Count == 0).Should().OnlyContain(s => s.ByHand != null);
    }

    [Fact]
    public void Checksums_are_whole_or_their_beginning_and_agree_with_file_names()
    {
        foreach (var file in DataCatalogue.All.SelectMany(s => s.Parts).SelectMany(p => p.Files.Append(p.File)).Where(f => f.Checksum is not null))
        {
            file.Checksum!.Hex.Should().MatchRegex("^[0-9a-f]{8,64}$", file.Path);
            if (System.Text.RegularExpressions.Regex.Match(file.Path, "-([0-9a-f]{8})\\.(pth|th)$") is { Success: true } match)
                file.Checksum.Hex.Should().StartWith(match.Groups[1].Value, file.Path);
        }
    }

    [Fact]
    public void Only_addresses_without_a_certificate_are_unencrypted_and_their_files_have_checksums()
    {
        foreach (var part in DataCatalogue.All.SelectMany(s => s.Parts).Where(p => p.Address.Scheme != Uri.UriSchemeHttps))
            (part.Address.Host, part.File.Checksum?.IsWhole).Should().Be(("images.cocodataset.org", true));
    }

    [Fact]
    public void Backbones_of_LPIPS_lie_where_the_metric_looks_for_them()
    {
        foreach (var backbone in new[] { LpipsBackbone.AlexNet, LpipsBackbone.Vgg16, LpipsBackbone.SqueezeNet })
        {
            var part = DataCatalogue.All.Single(s => s.Name == backbone.Name).Parts.Single();
            (part.Address, part.File.Under("root")).Should().Be((backbone.Address, backbone.FileUnder("root")));
            DataCatalogue.All.Single(s => s.Name == "lpips").Files.Select(f => f.Under("root")).Should().Contain(backbone.LinearFileUnder("root", LpipsVersion.V01));
        }
    }

    [SkippableFact]
    public void A_part_of_COCO_in_the_official_layout_is_read()
    {
        using var root = new TemporaryFolder();
        Directory.CreateSymbolicLink(root["coco-2017"], SharedFiles.Data("coco-sample"));
        FluentActions.Invoking(() => DataCatalogue.All.Single(s => s.Name == "coco-2017").Read(root.Path)).Should().NotThrow();
        File.Delete(root["coco-2017"]);
    }

    [SkippableTheory]
    [InlineData("mnist", DataState.Official)]
    [InlineData("fashion-mnist", DataState.Official)]
    [InlineData("lpips", DataState.Official)]
    [InlineData("vit-mnist", DataState.Official)]
    [InlineData("resnet20-cifar10", DataState.Official)]
    [InlineData("omniglot", DataState.NotOfficial)]
    [InlineData("cifar-10", DataState.NotOfficial)]
    [InlineData("kodak", DataState.NotOfficial)]
    [InlineData("detr-r50", DataState.Missing)]
    public async Task Shared_data_are_what_their_description_says(string name, DataState state)
    {
        var root = Path.GetDirectoryName(SharedFiles.Data("README.md"))!;
        var finding = await DataCheck.RunAsync(DataCatalogue.All.Single(s => s.Name == name), root, CancellationToken.None);
        finding.State.Should().Be(state, finding.Detail);
    }

    [SkippableFact]
    public void Nothing_of_this_loads_libtorch()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the libraries of a process are listed in /proc");
        DataCatalogue.All.Should().NotBeEmpty();
        File.ReadAllText("/proc/self/maps").Should().NotContain("libtorch");
    }
}
