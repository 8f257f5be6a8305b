using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Experiments;
using InverseRepro.Vision.Splits;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Tests.Experiments;

public sealed class CatalogTests
{
    [Theory]
    [InlineData(Scale.Gpu, "large-cnn", "Cifar10")]
    [InlineData(Scale.Paper, "large-cnn", "Cifar10")]
    [InlineData(Scale.Paper, "fashion-vit", "FashionMnist")]
    [InlineData(Scale.Paper, "small", "Mnist")]
    public void Settings_of_large_scales_name_their_data(Scale scale, string variant, string source) =>
        Experiment(TradeOff.Name).SettingsJson(scale, variant).Should().Contain($"\"Source\":\"{source}\"");

    [Fact]
    public void Pictures_are_turned_for_large_convolutional_networks_alone()
    {
        Experiment(TradeOff.Name).SettingsJson(Scale.Gpu, "large-cnn").Should().Contain("\"Rotation\":15");
        Experiment(TradeOff.Name).SettingsJson(Scale.Micro, "cnn").Should().NotContain("Rotation");
    }

    [Fact]
    public void The_sweep_of_scale_paper_goes_from_2_to_512() =>
        Experiment(LatentSweep.Name).SettingsJson(Scale.Paper, "default").Should().Contain("\"Latent\":2,").And.Contain("\"Latent\":512,");

    [Fact]
    public void Large_convolutional_modules_give_back_pictures_of_CIFAR_10()
    {
        using var scope = NewDisposeScope();
        var data = new ImageDataSettings(ImageSource.Cifar10, 32, Channels: 3, Classes: 10, Train: 1, Select: 1, Report: 1);
        var architecture = new LargeCnnArchitecture();
        using var network = architecture.Build(data, new Seed(1));
        network.eval();

        var output = network.forward(zeros(1, 3, 32, 32));

        output.Latent.numel().Should().Be(architecture.LatentSize(data)).And.Be(2048);
        output.Reconstruction.shape.Should().Equal(1, 3, 32, 32);
        output.Logits.shape.Should().Equal(1, 10);
    }

    private static Experiment Experiment(string name) => PredictiveCodingCatalog.Experiments.Single(e => e.Name == name);
}
