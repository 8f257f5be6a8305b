using System.Text.Json;
using InverseRepro.Checkpoints;

namespace InverseRepro.Cli.Tests;

public sealed class WeightsVerbTests
{
    [Fact]
    public void Entries_totals_and_metadata_are_told()
    {
        using var repro = new Repro("toy-one");
        var file = Path.Combine(repro.Home, "toy.safetensors");
        SafetensorsFile.Write(file, [CheckpointEntry.FromFloat32("a.weight", [2, 3], [0, 1, 2, 3, float.NaN, 5]), CheckpointEntry.FromInt64("steps", [], [7])],
            new Dictionary<string, string> { ["note"] = "two\nlines \u001b[31m" });
        repro.Run("weights", "inspect", "toy.safetensors").Should().Be(ExitCode.Good);
        repro.Output.ReplaceLineEndings("\n").Should().Be($"""
            steps     I64   []     8 bytes
            a.weight  F32   [2,3]  24 bytes; 1 not a number
            format    safetensors, {new FileInfo(file).Length} bytes
            total     2 entries, 7 values, 32 bytes; 1 not a number
            weights   2 tensors of the root
            metadata  note: two lines  [31m

            """.ReplaceLineEndings("\n"));
    }

    [SkippableFact]
    public void Every_malformed_file_is_one_line_and_bad_input()
    {
        using var repro = new Repro("toy-one");
        foreach (var (path, expect) in Malformed())
        {
            var code = repro.Run("weights", "inspect", path);
            if (expect != "reject" && code == ExitCode.Good)
                continue;
            code.Should().Be(ExitCode.Usage, path);
            expect.Should().NotBe("accept", path);
            repro.Error.TrimEnd().Should().StartWith($"repro: {path}: ").And.NotContain("\n");
            repro.Output.Should().BeEmpty();
        }
    }

    [SkippableTheory]
    [InlineData("lpips/v0.0/alex.pth", "pth_legacy", 5)]
    [InlineData("lpips/v0.0/squeeze.pth", "pth_legacy", 7)]
    [InlineData("lpips/v0.0/vgg.pth", "pth_legacy", 5)]
    [InlineData("lpips/v0.1/alex.pth", "pth_legacy", 5)]
    [InlineData("lpips/v0.1/squeeze.pth", "pth_legacy", 7)]
    [InlineData("lpips/v0.1/vgg.pth", "pth_legacy", 5)]
    [InlineData("dists/weights.pt", "pth_legacy", 2)]
    [InlineData("resnet20-cifar10/resnet20-12fca82f.th", "pth_legacy", 97)]
    [InlineData("convnet-cifar10/cifar_torchvision.pt", "pth_legacy", 10)]
    [InlineData("convnet-mnist/mnist.pt", "pth_zip", 20)]
    [InlineData("convnet-mnist/mnist.safetensors", "safetensors", 20)]
    [InlineData("vit-mnist/vit_mnist_model.pth", "pth_zip", 86)]
    public void Published_weights_are_inspected(string file, string format, int entries)
    {
        using var repro = new Repro("toy-one");
        repro.Run("weights", "inspect", SharedFiles.Data("weights/" + file), "--json").Should().Be(ExitCode.Good);
        var root = JsonDocument.Parse(repro.Output).RootElement;
        root.GetProperty("format").GetString().Should().Be(format);
        root.GetProperty("entries").GetArrayLength().Should().Be(entries);
        root.GetProperty("bytes").GetInt64().Should().Be(root.GetProperty("entries").EnumerateArray().Sum(e => e.GetProperty("bytes").GetInt64()));
    }

    [SkippableFact]
    public void Nested_files_are_named_by_their_paths()
    {
        using var repro = new Repro("toy-one");
        repro.Run("weights", "inspect", SharedFiles.Data("weights/resnet20-cifar10/resnet20-12fca82f.th")).Should().Be(ExitCode.Good);
        repro.Output.Should().Contain("state_dict.module.conv1.weight ").And.Contain("weights   97 tensors of 'state_dict', prefix 'module.' stripped").And.Contain("metadata  best_prec1: 91.78");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var repro = new Repro("toy-one");
        repro.Run("weights", "inspect", "nothing.pth").Should().Be(ExitCode.Usage);
        repro.Error.TrimEnd().Should().Be($"repro: {Path.Combine(repro.Home, "nothing.pth")}: does not exist");
    }

    private static IEnumerable<(string Path, string Expect)> Malformed()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Golden("checkpoints/malformed/manifest.json")));
        return [.. manifest.RootElement.GetProperty("files").EnumerateArray().Select(f =>
            (SharedFiles.Golden("checkpoints/malformed/" + f.GetProperty("file").GetString()), f.GetProperty("expect").GetString()!))];
    }
}
