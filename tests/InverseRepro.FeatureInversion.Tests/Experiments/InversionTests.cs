using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion.Tests.Experiments;

/// <summary>The experiments at a size that takes seconds.</summary>
public class InversionTests
{
    private static readonly ImageDataSettings Data = new(ImageSource.ShapeScenes, ImageSize: 16, Channels: 3, Classes: 4, Train: 128, Select: 32, Report: 32);
    private static readonly VitArchitecture Vit = new(new VisionTransformerSettings(ImageSize: 16, PatchSize: 4, EmbedDim: 48, Depth: 2, NumHeads: 3, NumClasses: 4),
        BackboneChannels: [16, 3], BackboneStrides: [2, 2], GroupDepth: 1, InverseDepth: 1);
    private static readonly TrainTargetSettings Target = new(Data, Vit, new SupervisedTrainingSettings(Epochs: 1, BatchSize: 32, LearningRate: 1e-3));
    private static readonly TrainJudgeSettings Judge = new(Data, Width: 4, new SupervisedTrainingSettings(Epochs: 1, BatchSize: 32, LearningRate: 1e-3));
    private static readonly InversionSettings Inversion = new(Data, Vit, new InverseRepro.Experiments.Requirement.Cell(TrainTarget.Name),
        new InversionTrainingSettings(Epochs: 2, BatchSize: 32, LearningRate: 2e-3), Judge);

    [Fact]
    public void The_same_cell_twice_gives_the_same_bits()
    {
        using var first = Trained();
        using var second = Trained();
        first.Measured.Should().Equal(second.Measured);
        File.ReadAllBytes(first.NewArtefact(TrainTarget.Network)).Should().Equal(File.ReadAllBytes(second.NewArtefact(TrainTarget.Network)));
        using var judge = Judged();
        using var inverse = Inverted(InvertModular.Run, InvertModular.Name, first, judge);
        using var again = Inverted(InvertModular.Run, InvertModular.Name, second, judge);
        inverse.Measured.Should().Equal(again.Measured);
    }

    [Fact]
    public void Another_seed_gives_other_numbers()
    {
        using var first = Trained();
        using var other = Trained(seed: 1002);
        File.ReadAllBytes(first.NewArtefact(TrainTarget.Network)).Should().NotEqual(File.ReadAllBytes(other.NewArtefact(TrainTarget.Network)));
    }

    [Fact]
    public void Both_schemes_coincide_at_the_first_stage_and_differ_beyond()
    {
        using var target = Trained();
        using var judge = Judged();
        using var modular = Inverted(InvertModular.Run, InvertModular.Name, target, judge);
        using var endToEnd = Inverted(InvertEndToEnd.Run, InvertEndToEnd.Name, target, judge);
        // Same modules, initial weights, data order, optimiser and loss: one module alone is one chain of one module.
        modular.Measured[("mse01", 1)].Should().Be(endToEnd.Measured[("mse01", 1)]);
        modular.Measured[("mse01", 2)].Should().NotBe(endToEnd.Measured[("mse01", 2)]);
    }

    [Fact]
    public void Shuffled_pairs_are_not_identified_and_trained_reconstructions_beat_untrained_ones()
    {
        using var target = Trained();
        using var judge = Judged();
        using var endToEnd = Inverted(InvertEndToEnd.Run, InvertEndToEnd.Name, target, judge);
        for (var stage = 1; stage <= 3; stage++)
        {
            endToEnd.Measured[("shuffled.r2", stage)].Should().BeLessThan(endToEnd.Measured[("r2", stage)]);
            endToEnd.Measured[("mse01", stage)].Should().BeLessThan(endToEnd.Measured[("untrained.mse01", stage)]);
        }
        File.Exists(endToEnd.NewArtefact(InvertEndToEnd.Grid)).Should().BeTrue();
    }

    [Fact]
    public void An_inversion_leaves_its_target_as_it_was()
    {
        using var target = Trained();
        var before = File.ReadAllBytes(target.NewArtefact(TrainTarget.Network));
        using var judge = Judged();
        using var modular = Inverted(InvertModular.Run, InvertModular.Name, target, judge);
        using var network = Targets.Frozen(TargetKind.Trained, Inversion, modular, TorchSharp.torch.CPU);
        network.training.Should().BeFalse();
        network.parameters().Should().OnlyContain(p => !p.requires_grad);
        File.ReadAllBytes(target.NewArtefact(TrainTarget.Network)).Should().Equal(before);
    }

    [Fact]
    public void Rotations_lose_nothing()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var rotation = new RotationNetwork(patchSize: 4, inChans: 3, stages: 3, groupSize: 1, new InverseRepro.Experiments.Seed(7));
        var image = TorchSharp.torch.rand(2, 3, 16, 16, generator: new TorchSharp.torch.Generator(3));
        var features = rotation.Represent(image);
        var energy = image.pow(2).sum().item<float>();
        foreach (var stage in Vit.Stages)
            features[stage].narrow(1, 1, 16).pow(2).sum().item<float>().Should().BeApproximately(energy, 1e-3f * energy);
    }

    [Fact]
    public void Cost_counts_every_module_once_and_every_chain_once()
    {
        using var cell = new TestCell(InversionCost.Name);
        InversionCost.Run(new InversionCostSettings(Inversion, Rounds: 3, WarmUp: 1), cell);
        // By hand, on a 4×4 grid: backbone 16·48·16·4 + 64·16·3·4, each of two encoders 17·12·48² + 2·17²·48.
        const double backbone = 61_440, encoder = 497_760;
        cell.Measured[("modular.macs", null)].Should().Be(backbone + 2 * encoder);
        cell.Measured[("end_to_end.macs", null)].Should().Be(3 * backbone + 3 * encoder);
        cell.Measured[("mac_ratio", null)].Should().Be((3 * backbone + 3 * encoder) / (backbone + 2 * encoder));
        cell.Measured[("end_to_end.parameters", null)].Should().BeGreaterThan(cell.Measured[("modular.parameters", null)]);
        cell.Measured[("modular.step_seconds", null)].Should().BePositive();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_chain_for_every_stage_costs_more_than_every_module_once_from_two_stages_on(int groups)
    {
        var settings = Inversion with { Architecture = Vit with { Network = Vit.Network with { Depth = groups } } };
        (InversionCost.EndToEndMacs(settings) / InversionCost.ModularMacs(settings)).Should().BeGreaterThan(1);
    }

    [Fact]
    public void Layers_are_compared_with_each_other()
    {
        using var target = Trained();
        using var cell = new TestCell(LayerSimilarity.Name, required: [target]);
        LayerSimilarity.Run(Inversion, cell);
        cell.Measured[("cka", 0)].Should().BeApproximately(1, 1e-9);
        cell.Measured[("cka_gap", null)].Should().Be(cell.Measured[("cka_adjacent", null)] - cell.Measured[("cka_distant", null)]);
    }

    private static TestCell Trained(ulong seed = 1001)
    {
        var cell = new TestCell(TrainTarget.Name, seed: seed);
        TrainTarget.Run(Target, cell);
        return cell;
    }

    private static TestCell Judged()
    {
        var cell = new TestCell(TrainJudge.Name);
        TrainJudge.Run(Judge, cell);
        return cell;
    }

    private static TestCell Inverted(Action<InversionSettings, InverseRepro.Experiments.ICell> run, string name, params TestCell[] required)
    {
        var cell = new TestCell(name, required: required);
        run(Inversion, cell);
        return cell;
    }
}
