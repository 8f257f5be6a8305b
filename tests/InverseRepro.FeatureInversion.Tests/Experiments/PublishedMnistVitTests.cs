using InverseRepro.FeatureInversion.Data;
using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.DataSets;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Experiments;

/// <summary>The published MNIST vision transformer of sonjuhy/VLMStudy, read from its checkpoint.</summary>
public class PublishedMnistVitTests
{
    private static readonly string[] Stages = ["embedding", "layers.0", "layers.1", "layers.2", "layers.3", "layers.4"];

    [SkippableFact]
    public void Its_published_accuracy_is_reproduced()
    {
        SharedFiles.Data("weights/vit-mnist/vit_mnist_model.pth");
        SharedFiles.Data("mnist");
        using var scope = NewDisposeScope();
        using var network = Targets.PublishedMnist(SharedFiles.Data(""));
        network.eval();
        var test = IdxDataSet.Mnist.Load(SharedFiles.Data(""), Split.Test);
        var images = (test.Images.ToTensor() - PublishedMnistVit.Mean) / PublishedMnistVit.Std;
        var labels = tensor(test.Labels.Select(l => (long)l).ToArray());
        ClassifierTraining.Accuracy(network, images, labels).Should().Be(0.9809, "98.09 % of the 10,000 test digits is what its authors publish");
    }

    [SkippableFact]
    public void It_is_inverted_stage_by_stage_on_real_digits()
    {
        SharedFiles.Data("weights/vit-mnist/vit_mnist_model.pth");
        SharedFiles.Data("mnist");
        using var cell = new TestCell(InvertModular.Name);
        InvertModular.Run(new InversionSettings(
            new ImageDataSettings(ImageSource.Mnist, PublishedMnistVit.ImageSize, Channels: 1, PublishedMnistVit.Classes, Train: 1024, Select: 64, Report: 128,
                PublishedMnistVit.Mean, PublishedMnistVit.Std),
            new VisionTransformerSettings(PublishedMnistVit.ImageSize, PublishedMnistVit.PatchSize, PublishedMnistVit.Width, PublishedMnistVit.Depth,
                PublishedMnistVit.Heads, PublishedMnistVit.Classes, InChans: 1),
            new InverseSettings(Channels: [64, 1], Strides: [1, 7], PublishedMnistVit.Width, Groups: 5, GroupDepth: 1, PublishedMnistVit.Heads),
            new InversionTrainingSettings(Epochs: 3, BatchSize: 32, LearningRate: 2e-3),
            Stages, Judge: null, TargetKind.PublishedMnistVit, TargetKind.PublishedMnistVit), cell);
        for (var stage = 1; stage <= Stages.Length; stage++)
        {
            cell.Measured[("r2", stage)].Should().BePositive($"stage {stage} shows more of a digit than the mean digit");
            cell.Measured[("shuffled.r2", stage)].Should().BeNegative();
            cell.Measured[("identification_p", stage)].Should().BeLessThan(0.01);
        }
    }
}
