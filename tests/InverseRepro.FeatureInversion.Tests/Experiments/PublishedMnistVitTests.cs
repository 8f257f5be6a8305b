using InverseRepro.FeatureInversion.Experiments;
using InverseRepro.FeatureInversion.Models;
using InverseRepro.FeatureInversion.Training;
using InverseRepro.Vision.DataSets;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Experiments;

/// <summary>The published MNIST vision transformer of sonjuhy/VLMStudy, read from its checkpoint.</summary>
public class PublishedMnistVitTests
{
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
}
