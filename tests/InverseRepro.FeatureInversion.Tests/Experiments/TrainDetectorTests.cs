using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Training.Detection;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Experiments;

/// <summary>Training a detector at a size that takes seconds.</summary>
[Collection(nameof(GlobalGenerator))]
public class TrainDetectorTests
{
    private static readonly TrainDetectorSettings Settings = new(
        new DetectionDataSettings(ImageSize: 32, Classes: 4, MaxObjects: 2, Train: 64, Select: 8, Report: 16),
        new DetrArchitecture(
            new DetrSettings(new ConvStemSettings([8, 16, 16]), NumClasses: 4, NumQueries: 4, HiddenDim: 16, NumHeads: 2, EncoderLayers: 1, DecoderLayers: 2,
                DimFeedforward: 32, Dropout: 0),
            ImageSize: 32, BackboneChannels: [16, 16, 8, 3], DetectorWidth: 32),
        new DetectorTrainingSettings(Epochs: 3, BatchSize: 16, LearningRate: 2e-3));

    [Fact]
    public void The_same_cell_twice_gives_the_same_bits_and_another_seed_others()
    {
        using var first = Run(1001);
        using var second = Run(1001);
        using var other = Run(1002);

        first.Measured.Keys.Select(k => k.Name).Should().Equal("ap", "ap50", "ap75", "ar100", "found50", "train_ap50");
        first.Measured.Should().Equal(second.Measured);
        Network(first).Should().Equal(Network(second)).And.NotEqual(Network(other));
    }

    [Fact]
    public void The_loss_falls()
    {
        using var scope = NewDisposeScope();
        var seed = new InverseRepro.Experiments.Seed(5);
        using var cell = new TestCell(TrainDetector.Name, seed: 5);
        var data = DetectionSplits.Load(Settings.Data, cell, CPU);
        using var detector = TrainDetector.Initial(Settings, seed, CPU);
        var losses = new List<double>();

        DetectorTraining.Train(detector, data.Train, Settings.Training with { Epochs = 12 }, seed, (_, loss) => losses.Add(loss), CancellationToken.None);

        losses.Should().HaveCount(48);
        losses.TakeLast(4).Average().Should().BeLessThan(0.95 * losses.Take(4).Average());
    }

    [Fact]
    public void Targets_are_visible_objects_relative_to_the_image()
    {
        using var scope = NewDisposeScope();
        using var cell = new TestCell(TrainDetector.Name, seed: 6);
        var train = DetectionSplits.Load(Settings.Data, cell, CPU).Train;

        train.Targets.Should().OnlyContain(t => t.Count >= 1 && t.Count <= 2);
        train.Targets.SelectMany(t => t.Boxes).Should().OnlyContain(b => b.Left >= 0 && b.Top >= 0 && b.Right <= 1 && b.Bottom <= 1);
        train.Objects.SelectMany(o => o).Should().OnlyContain(o => o.Area > 0 && o.Area <= o.Box.Area);
    }

    [SkippableFact]
    public void Photographs_of_COCO_can_be_learnt_from()
    {
        SharedFiles.Data("coco-sample");
        var settings = Settings with
        {
            Data = Settings.Data with { Classes = 80, MaxObjects = 3, Source = InverseRepro.Vision.Splits.ImageSource.CocoSample },
            Architecture = Settings.Architecture with { Network = Settings.Architecture.Network with { NumClasses = 80 } },
        };
        using var cell = new TestCell(TrainDetector.Name);

        TrainDetector.Run(settings, cell);

        cell.Measured.Values.Should().OnlyContain(score => score >= 0 && score <= 1);
    }

    [Fact]
    public void Crowds_are_nothing_to_find()
    {
        using var scope = NewDisposeScope();
        var pictures = new InverseRepro.Vision.ImageBatch(1, 3, 4, 4, new float[48]);
        InverseRepro.Vision.Detection.KnownObject one = new(new(0, 0, 2, 4), 1, 8), crowd = new(new(0, 0, 4, 4), 2, 16, IsCrowd: true);

        var target = new DetectionSplit(pictures, pictures.ToTensor(), [[crowd, one]]).Targets.Single();

        target.Labels.Should().Equal(1);
        target.Boxes.Should().Equal(new InverseRepro.Vision.Detection.Box(0, 0, 0.5, 1));
    }

    [Fact]
    public void Mirroring_twice_changes_nothing()
    {
        var target = new DetectionTarget([3], [new(0.125, 0.25, 0.5, 0.25)]);

        target.Mirrored().Boxes.Should().Equal(new InverseRepro.Vision.Detection.Box(0.375, 0.25, 0.5, 0.25));
        target.Mirrored().Mirrored().Boxes.Should().Equal(target.Boxes);
    }

    [Fact]
    public void An_object_is_found_by_a_sure_detection_of_its_class_alone()
    {
        var known = new InverseRepro.Vision.Detection.KnownObject(new(0, 0, 10, 10), 1, 100);
        double Found(double width, int category, double score) =>
            DetectorEvaluation.Found([new([known], [new(new(0, 0, width, 10), category, score)])]);

        Found(5, 1, 0.5).Should().Be(1);
        Found(4.9, 1, 0.5).Should().Be(0);
        Found(5, 2, 0.5).Should().Be(0);
        Found(5, 1, 0.49).Should().Be(0);
    }

    [Fact]
    public void The_settings_that_key_a_cell_tell_the_backbone() =>
        FeatureInversionCatalog.Experiments.Single(e => e.Name == TrainDetector.Name)
            .SettingsJson(InverseRepro.Experiments.Scale.Micro, InverseRepro.Experiments.CellId.DefaultVariant)
            .Should().Contain("\"conv-stem\"").And.Contain("\"Channels\":[32,64,64]");

    private static TestCell Run(ulong seed)
    {
        var cell = new TestCell(TrainDetector.Name, seed: seed);
        TrainDetector.Run(Settings, cell);
        return cell;
    }

    private static byte[] Network(TestCell cell) => File.ReadAllBytes(cell.NewArtefact(TrainDetector.Network));
}
