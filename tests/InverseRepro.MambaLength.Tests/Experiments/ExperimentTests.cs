using InverseRepro.Experiments;
using InverseRepro.MambaLength.Data;
using InverseRepro.MambaLength.Experiments;
using InverseRepro.MambaLength.Training;
using static TorchSharp.torch;

namespace InverseRepro.MambaLength.Tests.Experiments;

/// <summary>The experiments at a size that takes seconds.</summary>
public class ExperimentTests
{
    private static readonly ReconstructionTask Task = new(Side: 12, PatchSize: 4, Queries: 8, Longest: 16);

    private static readonly ReconstructorSettings Mamba = new(ReconstructorKind.Mamba, Width: 8, Depth: 1, StateSize: 4);

    private static TrainReconstructorSettings Settings(ReconstructorSettings? network = null, LengthRange? lengths = null) => new(
        new DrawingSettings(DrawingSource.Strokes, Task.Side, Train: 64, Report: 24), Task, network ?? Mamba,
        new ReconstructionTrainingSettings(lengths ?? new(1, Task.Longest), Updates: 6, BatchSize: 8, LearningRate: 3e-3));

    [Fact]
    public void The_same_cell_twice_gives_the_same_bits_and_another_seed_others()
    {
        using TestCells first = new(), second = new(), other = new(1002);

        var measured = Train(first, "default", Settings());

        measured.Should().Equal(Train(second, "default", Settings()));
        Train(other, "default", Settings());
        Weights(first).Should().Equal(Weights(second)).And.NotEqual(Weights(other));
        measured.Keys.Where(k => k.Name == "mse01").Select(k => k.Index).Should().Equal(1, 2, 4, 8, 16, 32, 64);
        first.Artefact(TrainReconstructor.Name, "default", TrainReconstructor.Pictures).Should().NotBeEmpty();
        first.Artefact(TrainReconstructor.Name, "default", TrainReconstructor.Curve).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(ReconstructorKind.Transformer, LengthToken.None)]
    [InlineData(ReconstructorKind.DeepSet, LengthToken.None)]
    [InlineData(ReconstructorKind.Mamba, LengthToken.Constant)]
    [InlineData(ReconstructorKind.Mamba, LengthToken.Random)]
    public void Every_network_is_trained_and_measured(ReconstructorKind kind, LengthToken token)
    {
        using var cells = new TestCells();

        var measured = Train(cells, "default", Settings(Mamba with { Kind = kind, Token = token }));

        measured.Values.Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void Settings_of_scale_gpu_run_on_stand_ins_for_its_drawings()
    {
        using var cells = new TestCells();
        var settings = MambaLengthSettings.TrainedWith(Scale.Gpu, MambaLengthSettings.Doubled);
        settings = settings with { Data = settings.Data with { Source = DrawingSource.Strokes, Train = 64, Report = 24 }, Training = settings.Training with { Updates = 2 } };

        Train(cells, "default", settings).Keys.Where(k => k.Name == "mse01").Select(k => k.Index).Should().Equal(1, 2, 4, 8, 16, 32, 64);
    }

    [Fact]
    public void Order_and_repetition_mean_nothing_to_a_deep_set()
    {
        using var cells = new TestCells();

        var measured = Train(cells, "default", Settings(Mamba with { Kind = ReconstructorKind.DeepSet }));

        measured[("repeated.degradation", null)].Should().BeApproximately(0, 1e-5);
    }

    [Fact]
    public void The_loss_falls()
    {
        using var cells = new TestCells();
        var settings = Settings() with { Training = Settings().Training with { Updates = 150, BatchSize = 32 } };

        var measured = Train(cells, "default", settings);

        measured[("mse01", 16)].Should().BeLessThan(0.12);
    }

    [Fact]
    public void Networks_of_other_cells_are_compared_and_probed()
    {
        using var cells = new TestCells();
        TrainedNetwork[] networks =
        [
            new("default", Settings()), new("short", Settings(lengths: new(1, 2))), new("long", Settings(lengths: new(16, 16))),
        ];
        foreach (var network in networks)
            Train(cells, network.Variant, network.Settings);

        var compared = cells.Run(CompareLengths.Name, "default", cell => CompareLengths.Run(new(networks), cell));
        var probed = cells.Run(ProbeMemory.Name, "default", cell => ProbeMemory.Run(new(networks), cell));

        var reweighted = cells.Run(CompareReweightings.Name, "default", cell => CompareReweightings.Run(new(networks), cell));

        compared[("own_length_p", null)].Should().BeInRange(0, 1);
        compared.Should().ContainKey(("exchanged.own_length_advantage", null));
        probed.Keys.Where(k => k.Name == "half_life").Select(k => k.Index).Should().Equal(0, 1, 2);
        probed.Keys.Where(k => k.Name == "gain.0").Select(k => k.Index).Should().Equal(0, 1, 3, 7, 15, 31);
        probed.Keys.Where(k => k.Name == "untrained.centre").Select(k => k.Index).Should().Equal(0, 1, 2);
        cells.Artefact(ProbeMemory.Name, "default", ProbeMemory.Picture).Should().NotBeEmpty();
        reweighted.Keys.Should().Equal(("short.mse01", 0), ("long.mse01", 0), ("short.mse01", 1), ("long.mse01", 1), ("short.mse01", 2), ("long.mse01", 2));
    }

    [Fact]
    public void Every_length_is_declared_at_every_length()
    {
        using var cells = new TestCells();
        var settings = Settings(Mamba with { Token = LengthToken.True });
        Train(cells, "adaptive", settings);

        var declared = cells.Run(DeclareLengths.Name, "default", cell => DeclareLengths.Run(new("adaptive", settings), cell));

        declared.Keys.Count(k => k.Name == "mse01").Should().Be(49);
        declared[("permutation_p", null)].Should().BeInRange(0, 1);
    }

    [Fact]
    public void Step_sizes_are_scaled_and_a_factor_of_one_changes_nothing()
    {
        using var cells = new TestCells();
        var trained = Train(cells, "default", Settings());

        var scaled = cells.Run(ScaleSteps.Name, "default", cell => ScaleSteps.Run(new("default", Settings()), cell));

        scaled.Keys.Select(k => k.Index).Should().Equal(1, 2, 4, 8, 16);
        scaled[("degradation", 4)].Should().BeApproximately(trained[("degradation", null)], 1e-6);
        scaled[("degradation", 1)].Should().NotBe(scaled[("degradation", 16)]);
    }

    [Fact]
    public void Whether_a_network_has_learnt_is_measured_at_its_own_longest()
    {
        using var cells = new TestCells();

        var measured = Train(cells, "default", Settings(lengths: new(1, 4)));

        measured[("over_mean_patch", null)].Should().BeApproximately(measured[("mse01", 4)] / measured[("mean_patch.mse01", null)], 1e-9);
        measured[("over_fewest_patches", null)].Should().BeApproximately(measured[("mse01", 4)] / measured[("mse01", 1)], 1e-9);
        measured[("parameters_over_mamba", null)].Should().Be(1);
    }

    [Theory]
    [InlineData(Scale.Micro)]
    [InlineData(Scale.Real)]
    [InlineData(Scale.Gpu)]
    [InlineData(Scale.Paper)]
    public void Networks_of_all_kinds_have_about_as_many_parameters(Scale scale)
    {
        using var scope = NewDisposeScope();
        long Parameters(string variant)
        {
            var settings = MambaLengthSettings.TrainedWith(scale, variant);
            return settings.Network.Build(settings.Task, new InverseRepro.Experiments.Seed(1), CPU).parameters().Sum(p => p.numel());
        }

        var mamba = Parameters(MambaLengthSettings.Plain);

        ((double)Parameters(MambaLengthSettings.Transformer) / mamba).Should().BeInRange(0.9, 1.1);
        ((double)Parameters(MambaLengthSettings.DeepSet) / mamba).Should().BeInRange(0.9, 1.1);
    }

    [Fact]
    public void Every_required_cell_is_in_the_catalogue()
    {
        foreach (var experiment in MambaLengthCatalog.Experiments)
            foreach (var (scale, variant) in experiment.Variants)
                foreach (var cell in experiment.Requirements(scale, variant).OfType<Requirement.Cell>())
                    MambaLengthCatalog.Experiments.Single(e => e.Name == cell.Experiment).Has(scale, cell.Variant).Should().BeTrue();
    }

    private static Dictionary<(string Name, int? Index), double> Train(TestCells cells, string variant, TrainReconstructorSettings settings) =>
        cells.Run(TrainReconstructor.Name, variant, cell => TrainReconstructor.Run(settings, cell));

    private static byte[] Weights(TestCells cells) => cells.Artefact(TrainReconstructor.Name, "default", TrainReconstructor.Network);
}
