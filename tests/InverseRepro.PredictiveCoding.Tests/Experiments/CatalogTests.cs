using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Experiments;
using InverseRepro.PredictiveCoding.Models;
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
    public void The_sweep_of_scale_gpu_runs_on_stand_ins_for_its_pictures()
    {
        var settings = PredictiveCodingSettings.Sweep(Scale.Gpu, "default");
        using var cell = new TestCell(LatentSweep.Name);
        LatentSweep.Run(settings with
        {
            Data = settings.Data with { Source = ImageSource.NuisanceDigits, Train = 256, Select = 16, Report = 64 },
            Training = settings.Training with { Epochs = 1 },
        }, cell);
        cell.Measured[("latent", 1)].Should().Be(8);
        cell.Measured[("latent", 3)].Should().Be(128);
        cell.Measured.Should().ContainKey(("even_mixture.accuracy_loss", 3)).And.ContainKey(("reconstruction_only.mlp_accuracy", 1));
    }

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

    [Fact]
    public void Every_cell_declares_what_it_is_expected_to_take()
    {
        foreach (var experiment in PredictiveCodingCatalog.Experiments)
            foreach (var (scale, variant) in experiment.Variants)
            {
                var cost = experiment.Expected(scale, variant);
                cost.Should().NotBeNull("{0}@{1} at {2}", experiment.Name, variant, scale);
                cost!.Seconds.Should().BeInRange(2, 3600);
                cost.PeakBytes.Should().BeInRange(500_000_000, 16_000_000_000);
            }
    }

    public static TheoryData<CreArchitecture, int, double> Works => new()
    {
        { new FcArchitecture(Complexity.Medium, latent: 8), 28, 2 * (784 * 616 + 616 * 8) + 8 * 12 + 12 * 10 },
        { new CnnArchitecture(Channels: 16, LatentChannels: 16), 28, 9 * (784 * 16 + (196 + 64) * 256) + 9 * (256 * (16 + 64) + 16 * 196) + 2560 },
        { new VitArchitecture(PatchSize: 7, EmbedDim: 8, DecoderEmbedDim: 32, Depth: 1, Heads: 4), 28,
            17 * (12 * (64 + 1024) + 2 * 17 * (8 + 32) + 49 * 8 + 8 * 32 + 32 * 49) + 80 },
    };

    [Theory]
    [MemberData(nameof(Works))]
    public void Multiply_accumulates_are_those_of_every_layer(CreArchitecture architecture, int side, double macs) =>
        architecture.Macs(new ImageDataSettings(ImageSource.Mnist, side, Channels: 1, Classes: 10, Train: 1, Select: 1, Report: 1)).Should().Be(macs);

    private static Experiment Experiment(string name) => PredictiveCodingCatalog.Experiments.Single(e => e.Name == name);
}
