namespace InverseRepro.Checkpoints.Tests;

public class RealWeightsTests
{
    [SkippableTheory]
    [InlineData("lpips/v0.0/alex.pth", CheckpointFormat.PthLegacy, 5, 1_152)]
    [InlineData("lpips/v0.0/squeeze.pth", CheckpointFormat.PthLegacy, 7, 2_240)]
    [InlineData("lpips/v0.0/vgg.pth", CheckpointFormat.PthLegacy, 5, 1_472)]
    [InlineData("lpips/v0.1/alex.pth", CheckpointFormat.PthLegacy, 5, 1_152)]
    [InlineData("lpips/v0.1/squeeze.pth", CheckpointFormat.PthLegacy, 7, 2_240)]
    [InlineData("lpips/v0.1/vgg.pth", CheckpointFormat.PthLegacy, 5, 1_472)]
    [InlineData("dists/weights.pt", CheckpointFormat.PthLegacy, 2, 2_950)]
    [InlineData("resnet20-cifar10/resnet20-12fca82f.th", CheckpointFormat.PthLegacy, 97, 271_098)]
    [InlineData("convnet-cifar10/cifar_torchvision.pt", CheckpointFormat.PthLegacy, 10, 62_006)]
    [InlineData("convnet-mnist/mnist.pt", CheckpointFormat.PthZip, 20, 376_940)]
    [InlineData("convnet-mnist/mnist.safetensors", CheckpointFormat.Safetensors, 20, 376_940)]
    [InlineData("vit-mnist/vit_mnist_model.pth", CheckpointFormat.PthZip, 86, 187_337)]
    public void Published_weights_are_read_in_full(string file, CheckpointFormat format, int tensors, long values)
    {
        using var checkpoint = CheckpointFile.Read(SharedFiles.Data("weights/" + file));

        var summary = CheckpointSummary.Of(checkpoint);

        summary.Format.Should().Be(format);
        (summary.Entries.Count, summary.ElementCount).Should().Be((tensors, values));
        (summary.NaNs, summary.Infinities).Should().Be((0, 0));
        checkpoint.StateDictionary().Entries.Should().HaveCount(tensors);
    }

    [SkippableFact]
    public void Residual_network_is_found_below_its_prefix()
    {
        using var checkpoint = CheckpointFile.Read(SharedFiles.Data("weights/" + "resnet20-cifar10/resnet20-12fca82f.th"));

        var summary = CheckpointSummary.Of(checkpoint);

        summary.Weights.Should().Be("97 tensors of 'state_dict', prefix 'module.' stripped");
        summary.Metadata["best_prec1"].Should().StartWith("91.78");
        checkpoint.StateDictionary().Entries["conv1.weight"].ShapeText.Should().Be("[16,3,3,3]");
    }
}
