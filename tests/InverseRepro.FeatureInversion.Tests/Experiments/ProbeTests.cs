using InverseRepro.Experiments;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.FeatureInversion.Training.Detection;
using InverseRepro.Vision.Splits;

namespace InverseRepro.FeatureInversion.Tests.Experiments;

/// <summary>Further measurements of trained inversions, at a size that takes seconds.</summary>
public class ProbeTests
{
    private static readonly SupervisedTrainingSettings OneEpoch = new(Epochs: 1, BatchSize: 32, LearningRate: 1e-3);
    private static readonly ImageDataSettings Data = new(ImageSource.ShapeScenes, ImageSize: 16, Channels: 3, Classes: 4, Train: 128, Select: 32, Report: 32);
    private static readonly VitArchitecture Vit = new(new VisionTransformerSettings(ImageSize: 16, PatchSize: 4, EmbedDim: 48, Depth: 2, NumHeads: 3, NumClasses: 4),
        BackboneChannels: [16, 3], BackboneStrides: [2, 2], GroupDepth: 1, InverseDepth: 1);
    private static readonly InversionSettings Inversion = new(Data, Vit, new Requirement.Cell(TrainTarget.Name), new InversionTrainingSettings(Epochs: 2, BatchSize: 32, LearningRate: 2e-3), Judge: null);
    private static readonly ProbeSettings Probe = new(Inversion, CellId.DefaultVariant, Data);

    [Fact]
    public void Recolouring_moves_representations_and_leaves_what_it_does_not_touch()
    {
        using var target = Cell(TrainTarget.Name, c => TrainTarget.Run(new TrainTargetSettings(Data, Vit, OneEpoch), c));
        using var modules = Cell(InvertModular.Name, c => InvertModular.Run(Inversion, c), target);
        using var colour = Cell(PerturbColour.Name, c => PerturbColour.Run(Probe, c), target, modules);
        for (var k = 1; k <= 3; k++)
        {
            colour.Measured[("image.drift", k)].Should().BePositive();
            colour.Measured[("object.drift", k)].Should().BePositive().And.BeLessThan(colour.Measured[("image.drift", k)], "an object is part of its picture");
            colour.Measured[("image.transmission", k)].Should().BeInRange(0, 1.5);
            colour.Measured[("prototype_pull", k)].Should().BeInRange(0, 1);
        }
        colour.Measured[("image.energy", null)].Should().BeGreaterThan(colour.Measured[("object.energy", null)]);
        colour.Measured[("image.task_drop", null)].Should().BeApproximately(colour.Measured[("task_score", null)] -
            new[] { "plus120", "plus240", "red", "green", "blue", "grey" }.Average(f => colour.Measured[($"image.{f}.task_score", null)]), 1e-12);
        File.Exists(colour.NewArtefact(PerturbColour.Strips)).Should().BeTrue();
        modules.Measured[("task_score", null)].Should().Be(colour.Measured[("task_score", null)], "both show the target the same pictures");
        modules.Measured[("chroma_loss", null)].Should().Be(modules.Measured[("chroma_retention", 1)] - modules.Measured[("chroma_retention", 3)]);
    }

    [Fact]
    public void A_rotation_carries_every_change_of_colour_through_unchanged()
    {
        var rotation = Inversion with { Target = TargetKind.Rotation, TestedOn = TargetKind.Rotation };
        using var modules = Cell(InvertModular.Name, c => InvertModular.Run(rotation, c));
        modules.Measured.Should().NotContainKey(("task_score", (int?)null), "a rotation has no task");
        using var colour = Cell(PerturbColour.Name, c => PerturbColour.Run(Probe with { Inversion = rotation }, c), modules);
        for (var k = 2; k <= 3; k++)
            colour.Measured[("image.drift", k)].Should().BeApproximately(colour.Measured[("image.drift", 1)], 1e-4);
    }

    [Fact]
    public void Layers_are_decoded_by_their_own_chain_and_straight_by_the_backbone()
    {
        using var target = Cell(TrainTarget.Name, c => TrainTarget.Run(new TrainTargetSettings(Data, Vit, OneEpoch), c));
        using var modules = Cell(InvertModular.Name, c => InvertModular.Run(Inversion, c), target);
        using var decoded = Cell(DecodeLayers.Name, c => DecodeLayers.Run(Probe, c), target, modules);
        // The embedding straight through the backbone is stage 1 itself, the last layer through the chain is the last stage.
        decoded.Measured[("direct.mse01", 0)].Should().Be(modules.Measured[("mse01", 1)]);
        decoded.Measured[("through.mse01", 2)].Should().Be(modules.Measured[("mse01", 3)]);
        decoded.Measured[("permuted.direct.mse01", 0)].Should().BeGreaterThan(decoded.Measured[("direct.mse01", 0)]);
    }

    [Fact]
    public void Shapes_are_looked_for_in_reconstructions_and_in_other_contexts()
    {
        var judge = new TrainMaskPredictorSettings(Data, Width: 8, OneEpoch with { Epochs = 4, LearningRate = 1e-2, Augmentation = Augmentation.None });
        using var target = Cell(TrainTarget.Name, c => TrainTarget.Run(new TrainTargetSettings(Data, Vit, OneEpoch), c));
        using var modules = Cell(InvertModular.Name, c => InvertModular.Run(Inversion, c), target);
        using var predictor = Cell(TrainMaskPredictor.Name, c => TrainMaskPredictor.Run(judge, c));
        using var shape = Cell(PreserveShape.Name, c => PreserveShape.Run(new PreserveShapeSettings(Probe, judge), c), target, modules, predictor);
        shape.Measured[("iou", 0)].Should().Be(predictor.Measured[("iou", null)]);
        for (var k = 1; k <= 3; k++)
        {
            shape.Measured[("shape_retention", k)].Should().Be(shape.Measured[("iou", k)] / shape.Measured[("iou", 0)]);
            shape.Measured[("shape_minus_detail", k)].Should().Be(shape.Measured[("shape_retention", k)] - shape.Measured[("detail_retention", k)]);
        }
        shape.Measured.Should().ContainKey(("context_gain", 3));
    }

    [Fact]
    public void A_detector_is_inverted_from_its_detections_back()
    {
        var data = Data with { ImageSize = 32 };
        var detr = new DetrArchitecture(new DetrSettings(new ConvStemSettings([8, 16, 16]), NumClasses: 4, NumQueries: 4, HiddenDim: 16, NumHeads: 2,
            EncoderLayers: 2, DecoderLayers: 2, DimFeedforward: 32, Dropout: 0), ImageSize: 32, BackboneChannels: [32, 16, 8, 8], DetectorWidth: 32);
        var training = new TrainDetectorSettings(new DetectionDataSettings(ImageSize: 32, Classes: 4, MaxObjects: 2, Train: 64, Select: 8, Report: 16), detr,
            new DetectorTrainingSettings(Epochs: 1, BatchSize: 16, LearningRate: 1e-3));
        var inversion = Inversion with { Data = data, Architecture = detr, TrainedBy = new Requirement.Cell(TrainDetector.Name) };
        using var target = Cell(TrainDetector.Name, c => TrainDetector.Run(training, c));
        using var modules = Cell(InvertModular.Name, c => InvertModular.Run(inversion, c), target);
        using var colour = Cell(PerturbColour.Name, c => PerturbColour.Run(new ProbeSettings(inversion, CellId.DefaultVariant, data), c), target, modules);
        using var decoded = Cell(DecodeLayers.Name, c => DecodeLayers.Run(new ProbeSettings(inversion, CellId.DefaultVariant, data), c), target, modules);
        using var layers = Cell(LayerSimilarity.Name, c => LayerSimilarity.Run(inversion, c), target);
        var judge = new TrainMaskPredictorSettings(data, Width: 8, OneEpoch with { Augmentation = Augmentation.None });
        using var predictor = Cell(TrainMaskPredictor.Name, c => TrainMaskPredictor.Run(judge, c));
        using var shape = Cell(PreserveShape.Name, c => PreserveShape.Run(new PreserveShapeSettings(new ProbeSettings(inversion, CellId.DefaultVariant, data), judge), c), target, modules, predictor);
        shape.Measured.Keys.Where(k => k.Name == "context_gain").Should().HaveCount(4);
        var untrained = inversion with { Target = TargetKind.Untrained, TestedOn = TargetKind.Untrained };
        using var untrainedModules = Cell(InvertModular.Name, c => InvertModular.Run(untrained, c));
        using var untrainedShape = Cell(PreserveShape.Name, c => PreserveShape.Run(new PreserveShapeSettings(new ProbeSettings(untrained, CellId.DefaultVariant, data), judge), c), untrainedModules, predictor);
        untrainedShape.Measured.Keys.Should().BeEquivalentTo(shape.Measured.Keys, "it needs no trained detector");
        modules.Measured.Keys.Where(k => k.Name == "mse01").Should().HaveCount(4);
        colour.Measured[("task_score", null)].Should().BeInRange(0, 1);
        decoded.Measured.Keys.Where(k => k.Name == "through.mse01").Should().HaveCount(5);
        decoded.Measured.Keys.Where(k => k.Name == "direct.mse01").Should().HaveCount(3);
        decoded.Measured.Keys.Where(k => k.Name == "shortcut.mse01").Select(k => k.Index).Should().Equal([3, 4], "what the inverse decoder gives fits the inverse backbone");
        decoded.Measured[("shortcut.mse01", 4)].Should().NotBe(decoded.Measured[("through.mse01", 4)]);
        layers.Measured[("cka", 0)].Should().BeApproximately(1, 1e-9);
    }

    [SkippableFact]
    public void Photographs_of_COCO_are_inverted_and_their_objects_recoloured()
    {
        SharedFiles.Data("coco-sample");
        var data = Data with { Source = ImageSource.CocoSample, Classes = 80, MaxObjects = 3 };
        var vit = Vit with { Network = Vit.Network with { NumClasses = 80 } };
        var inversion = Inversion with { Data = data, Architecture = vit };
        using var target = Cell(TrainTarget.Name, c => TrainTarget.Run(new TrainTargetSettings(data, vit, OneEpoch), c));
        using var modules = Cell(InvertModular.Name, c => InvertModular.Run(inversion, c), target);
        using var colour = Cell(PerturbColour.Name, c => PerturbColour.Run(new ProbeSettings(inversion, CellId.DefaultVariant, data), c), target, modules);

        colour.Measured[("object.energy", null)].Should().BePositive().And.BeLessThan(colour.Measured[("image.energy", null)]);
        colour.Measured.Should().NotContainKey(("prototype_pull", (int?)1), "no hue is known to be typical of COCO's classes");
        modules.Measured[("train_task_score", null)].Should().BeInRange(0, 1, "what training pictures show is known");
    }

    private static TestCell Cell(string name, Action<ICell> run, params TestCell[] required)
    {
        var cell = new TestCell(name, required: required);
        run(cell);
        return cell;
    }
}
