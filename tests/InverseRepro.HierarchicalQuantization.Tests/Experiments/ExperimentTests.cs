using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Experiments;
using InverseRepro.HierarchicalQuantization.Measuring;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.HierarchicalQuantization.Training;
using InverseRepro.Vision;
using InverseRepro.Vision.Splits;

namespace InverseRepro.HierarchicalQuantization.Tests.Experiments;

public sealed class ExperimentTests
{
    private static readonly TrainVqVaeSettings Tiny = new(
        new ImageDataSettings(ImageSource.ShapeScenes, ImageSize: 16, Channels: 3, Classes: 4, Train: 32, Select: 8, Report: 16),
        new VqVaeSettings(Width: 8, ResidualWidth: 4, Codes: 8, TopCodes: null,
            new CodebookSettings(4, CodebookInitialisation.KMeans, new DeadCodeReset(0.005, RelativeToMean: true)), EmbedDim: 4, ResidualBlocks: 1),
        new VqVaeTrainingSettings(Updates: 20, BatchSize: 8, LearningRate: 3e-3));

    [Fact]
    public void Training_lowers_the_error_and_is_a_function_of_the_seed()
    {
        using TestCell once = Trained(Tiny), again = Trained(Tiny), longer = Trained(Tiny with { Training = Tiny.Training with { Updates = 150 } });
        again.Measured.Should().Equal(once.Measured);
        longer.Measured[("mse01", null)].Should().BeLessThan(0.8 * once.Measured[("mse01", null)]);
        longer.Measured[("shuffled.mse01", null)].Should().BeGreaterThan(longer.Measured[("mse01", null)]);
    }

    [Fact]
    public void Both_levels_of_two_are_measured()
    {
        using var cell = Trained(Tiny with { Network = Tiny.Network with { TopCodes = 4 } });
        foreach (var level in new[] { 0, 1 })
        {
            cell.Measured[("relative_error", level)].Should().BePositive();
            cell.Measured[("usage", level)].Should().BeInRange(0.1, 1);
            cell.Measured[("perplexity_share", level)].Should().BeInRange(0, cell.Measured[("usage", level)] + 1e-9);
        }
        cell.Measured[("least_usage", null)].Should().Be(Math.Min(cell.Measured[("usage", 0)], cell.Measured[("usage", 1)]));
        cell.Measured.Keys.Count(key => key.Name == "usage_curve").Should().Be(10);
        cell.Measured.Keys.Count(key => key.Name == "dead_curve").Should().Be(10);
        cell.Measured[("relative_error_variance", null)].Should().BePositive();
        cell.Measured[("top_permuted.mse01", null)].Should().BePositive();
        cell.Measured[("top_predictability", null)].Should().BeInRange(0, 1);
        new[] { TrainVqVae.Reconstructions, TrainVqVae.Histogram, TrainVqVae.Network }.Should().OnlyContain(name => File.Exists(cell.NewArtefact(name)));
    }

    [Theory]
    [InlineData(FirstCodes.NoisePictures)]
    [InlineData(FirstCodes.NoiseVectors)]
    public void Noise_takes_the_place_of_data_in_an_initialisation_by_k_means(FirstCodes noise)
    {
        using TestCell fromData = Trained(Tiny), fromNoise = Trained(Tiny with { FirstCodes = noise });
        fromNoise.Measured[("mse01", null)].Should().NotBe(fromData.Measured[("mse01", null)]);
    }

    [Fact]
    public void A_picture_of_its_mean_colour_has_no_structure_left_to_lose()
    {
        using TestCell whole = Trained(Tiny), colour = Trained(Tiny with { Content = PictureContent.MeanColour });
        colour.Measured[("mse01", null)].Should().BeLessThan(whole.Measured[("mse01", null)]);
    }

    [Fact]
    public void A_sweep_measures_what_each_of_its_networks_measured()
    {
        var larger = Tiny with { Network = Tiny.Network with { Codes = 12 } };
        using TestCell small = Trained(Tiny, "small"), large = Trained(larger, "large"),
            sweep = new TestCell(SweepCodebook.Name, required: [small, large]);
        SweepCodebook.Run(new SweepSettings([new(8, "small"), new(12, "large")], SweepChart.RateDistortion, Protected: [new(12, "large")]), sweep);
        foreach (var (codes, cell) in new[] { (8, small), (12, large) })
        {
            sweep.Measured[("mse01", codes)].Should().Be(cell.Measured[("mse01", null)]);
            sweep.Measured[("usage", codes)].Should().Be(cell.Measured[("usage", 0)]);
            sweep.Measured[("relative_error", codes)].Should().Be(cell.Measured[("relative_error", 0)]);
        }
        sweep.Measured[("protected.usage", 12)].Should().Be(large.Measured[("usage", 0)]);
        File.Exists(sweep.NewArtefact(SweepCodebook.Chart)).Should().BeTrue();
    }

    [Fact]
    public void Budgets_are_compared_by_what_they_match_in()
    {
        var network = Tiny.Network with { TopCodes = 8 };
        TrainVqVaeSettings With(VqVaeSettings settings) => Tiny with { Network = settings, Training = Tiny.Training with { Updates = 3 } };
        string[] variants = ["bits", "parameters", "both"];
        TestCell[] cells =
        [
            Trained(With(network), "two"),
            .. variants.Zip(Enum.GetValues<BudgetNotion>(), (variant, notion) => Trained(With(Budget.MatchedFlat(network, notion, imageSize: 16)), variant)),
        ];
        using var compared = new TestCell(CompareBudgets.Name, required: cells);
        CompareBudgets.Run(new CompareBudgetsSettings("two", variants), compared);

        compared.Measured[("bits_mismatch", 0)].Should().BeLessThan(0.02);
        compared.Measured[("parameters_mismatch", 0)].Should().BeGreaterThan(0.05);
        compared.Measured[("bits_mismatch", 1)].Should().BeGreaterThan(0.05);
        compared.Measured[("parameters_mismatch", 1)].Should().BeLessThan(0.1);
        compared.Measured[("log_mse01_gain", 2)].Should().BeApproximately(
            cells[0].Measured[("log_mse01", null)] - cells[3].Measured[("log_mse01", null)], 1e-9);
        foreach (var cell in cells)
            cell.Dispose();
    }

    [Fact]
    public void Main_effects_are_means_over_the_other_interventions()
    {
        var arms = Enumerable.Range(0, 8).Select(i => new InterventionArm($"arm-{i}", (i & 1) > 0, (i & 2) > 0, (i & 4) > 0)).ToArray();
        var cells = arms.Select(arm => Trained(With(arm), arm.Variant)).ToArray();
        using var compared = new TestCell(CompareInterventions.Name, required: cells);
        CompareInterventions.Run(new CompareInterventionsSettings(arms, [], [new("all", "arm-7", With(arms[7]))]), compared);

        double Usage(int arm) => cells[arm].Measured[("usage", 0)];
        compared.Measured[("main_effect.usage", 1)].Should().BeApproximately(
            (Usage(2) + Usage(3) + Usage(6) + Usage(7) - Usage(0) - Usage(1) - Usage(4) - Usage(5)) / 4, 1e-12);
        compared.Measured[("dose_response", null)].Should().BeInRange(-1, 1);
        new[] { CompareInterventions.UsageCurves, CompareInterventions.Reconstructions }.Should().OnlyContain(name => File.Exists(compared.NewArtefact(name)));
        foreach (var cell in cells)
            cell.Dispose();

        static TrainVqVaeSettings With(InterventionArm arm) => Tiny with
        {
            Network = Tiny.Network with
            {
                Codebook = new CodebookSettings(4, arm.KMeans ? CodebookInitialisation.KMeans : CodebookInitialisation.KaimingUniform,
                    arm.Reset ? new DeadCodeReset(0.005, RelativeToMean: true) : null,
                    arm.Rotation ? GradientEstimator.RotationTrick : GradientEstimator.StraightThrough),
            },
        };
    }

    [Fact]
    public void An_observer_sees_no_distance_where_there_is_no_difference()
    {
        var observed = new TrainObserverSettings(Tiny.Data, Width: 4, Updates: 5, BatchSize: 8, LearningRate: 1e-3);
        using var observer = new TestCell(TrainObserver.Name);
        TrainObserver.Run(observed, observer);
        observer.Measured[("accuracy", null)].Should().BeInRange(0, 1);
        using var cell = new TestCell(TrainVqVae.Name, required: [observer]);
        TrainVqVae.Run(Tiny with { Observer = observed }, cell);
        cell.Measured[("perceptual_distance", null)].Should().BeInRange(0, 2);

        using var network = TrainObserver.Required(observed, cell, Compute.Device("cpu"));
        var pictures = new ImageBatch(2, 3, 16, 16, [.. Enumerable.Range(0, 2 * 3 * 16 * 16).Select(i => i % 7 / 7f)]);
        PerceptualDistance.Of(network, pictures, pictures, Tiny.Data, Compute.Device("cpu")).Should().BeApproximately(0, 1e-6);
    }

    [Fact]
    public void Gaussian_vectors_use_all_means_that_were_fitted_to_them()
    {
        using var cell = new TestCell(QuantizeGaussians.Name);
        QuantizeGaussians.Run(new QuantizeGaussiansSettings([2, 16], Codes: 8, Vectors: 512, Iterations: 5), cell);
        cell.Measured[("usage", 2)].Should().Be(1);
        cell.Measured[("perplexity_share", 16)].Should().BeInRange(0.5, 1);
    }

    private static TestCell Trained(TrainVqVaeSettings settings, string variant = CellId.DefaultVariant)
    {
        var cell = new TestCell(TrainVqVae.Name, variant);
        TrainVqVae.Run(settings, cell);
        return cell;
    }
}
