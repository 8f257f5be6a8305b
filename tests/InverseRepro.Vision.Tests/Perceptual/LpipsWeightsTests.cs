using InverseRepro.Engine;
using InverseRepro.Vision.Metrics.Perceptual;

namespace InverseRepro.Vision.Tests.Perceptual;

public sealed class LpipsWeightsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lpips").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void An_absent_backbone_is_asked_for_by_address_and_checksum()
    {
        WriteLinear();
        var path = LpipsBackbone.SqueezeNet.FileUnder(_root);
        var problem = $"LPIPS: its backbone is not at {path}; it is published at https://download.pytorch.org/models/squeezenet1_1-b8a52dc0.pth "
            + "(its SHA-256 begins with b8a52dc0), and `repro data fetch squeezenet` brings it.";
        LpipsWeights.Probe(_root, LpipsBackbone.SqueezeNet).Problem.Should().Be(problem);
        ((Action)(() => LpipsWeights.Open(_root, LpipsBackbone.SqueezeNet))).Should().Throw<FileNotFoundException>().WithMessage(problem);
    }

    [Fact]
    public void Another_file_under_its_name_is_refused()
    {
        WriteLinear();
        var path = LpipsBackbone.SqueezeNet.FileUnder(_root);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "something else");
        LpipsWeights.Probe(_root, LpipsBackbone.SqueezeNet).Problem.Should().StartWith($"LPIPS: {path} is not the published backbone, its SHA-256 begins with f41f3fa6");
    }

    [Fact]
    public void Linear_weights_are_asked_for_first()
    {
        LpipsWeights.Requirement(LpipsBackbone.AlexNet).Probe(_root).Problem.Should()
            .Be($"LPIPS: its linear weights are not at {LpipsBackbone.AlexNet.LinearFileUnder(_root, LpipsVersion.V01)}; put them there, or name the data root by REPRO_DATA.");
    }

    [Fact]
    public void Published_files_are_read_without_their_classifier()
    {
        using var written = new Lpips(LpipsBackbone.SqueezeNet, LpipsVersion.V01);
        var path = LpipsBackbone.SqueezeNet.FileUnder(_root);
        var entries = written.Tower.state_dict().Append(new("classifier.1.bias", TorchSharp.torch.zeros(1000)));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        StateDictionary.Save(entries, path);
        using var read = new Lpips(LpipsBackbone.SqueezeNet, LpipsVersion.V01);
        LpipsWeights.LoadTower(read, path);
        read.Tower.state_dict().All(named => named.Value.Equals(written.Tower.state_dict()[named.Key])).Should().BeTrue();
    }

    private void WriteLinear()
    {
        var path = LpipsBackbone.SqueezeNet.LinearFileUnder(_root, LpipsVersion.V01);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }
}
