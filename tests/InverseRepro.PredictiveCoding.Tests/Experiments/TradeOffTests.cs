using InverseRepro.PredictiveCoding.Architectures;
using InverseRepro.PredictiveCoding.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.PredictiveCoding.Tests.Experiments;

public sealed class TradeOffTests
{
    private static readonly ImageDataSettings Data = new(ImageSource.NuisanceDigits, 14, Channels: 1, Classes: 10, Train: 512, Select: 16, Report: 256);
    private static readonly CreTrainingSettings Training = new(Epochs: 6, BatchSize: 32, LearningRate: 2e-3);
    private static readonly double[] TradeOffs = [0, 0.5, 1];

    public static TheoryData<CreArchitecture> Architectures =>
    [
        new FcArchitecture(Complexity.Medium, latent: 6),
        new CnnArchitecture(Channels: 8, LatentChannels: 4),
        new VitArchitecture(PatchSize: 7, EmbedDim: 8, DecoderEmbedDim: 16, Depth: 1, Heads: 2),
    ];

    private static TestCell Run(CreArchitecture architecture)
    {
        var cell = new TestCell(TradeOff.Name);
        TradeOff.Run(new TradeOffSettings(Data, architecture, TradeOffs, Training), cell);
        return cell;
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Each_extreme_is_best_at_its_own_task(CreArchitecture architecture)
    {
        using var cell = Run(architecture);

        cell.Measured[("mse01", 3)].Should().BeLessThan(cell.Measured[("mse01", 1)]);
        cell.Measured[("cross_entropy", 1)].Should().BeLessThan(cell.Measured[("cross_entropy", 3)]);
        cell.Measured[("classification_only.mse01", null)].Should().Be(cell.Measured[("mse01", 1)]);
        cell.Measured[("accuracy_gain", 2)].Should().Be(cell.Measured[("accuracy", 2)] - cell.Measured[("accuracy", 1)]);
        foreach (var picture in new[] { TradeOff.Front, TradeOff.Reconstructions })
            File.Exists(cell.NewArtefact(picture)).Should().BeTrue();
    }

    [Fact]
    public void The_same_seed_measures_the_same()
    {
        using TestCell first = Run(new FcArchitecture(Complexity.Small, latent: 4)), second = Run(new FcArchitecture(Complexity.Small, latent: 4));
        first.Measured.Should().Equal(second.Measured);
    }

    [Fact]
    public void A_sweep_measures_every_architecture()
    {
        using var cell = new TestCell(LatentSweep.Name);
        LatentSweep.Run(new SweepSettings(Data, [new FcArchitecture(Complexity.Small, 2), new FcArchitecture(Complexity.Small, 16)], TradeOffs, Training), cell);

        cell.Measured[("latent", 2)].Should().Be(16);
        cell.Measured[("reconstruction_only.mse01", 2)].Should().BeLessThan(cell.Measured[("reconstruction_only.mse01", 1)]);
        cell.Measured[("reconstruction_only.error_ratio_to_mean_picture", 2)].Should().BeInRange(0, 1);
        cell.Measured[("classification_only.linear_accuracy", 2)].Should().BeGreaterThan(0.2);
        cell.Measured[("gap_drop", null)].Should().Be(cell.Measured[("gap", 1)] - cell.Measured[("gap", 2)]);
        cell.Measured[("even_mixture.accuracy_loss", 2)].Should().BeLessThan(1);
        cell.Measured[("latent_with_class_info", null)].Should().BeOneOf(2, 16, double.PositiveInfinity);
        foreach (var picture in new[] { LatentSweep.Fronts, LatentSweep.Reconstructions, LatentSweep.Latents })
            File.Exists(cell.NewArtefact(picture)).Should().BeTrue();
    }
}
