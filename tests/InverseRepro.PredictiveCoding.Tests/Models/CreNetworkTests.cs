using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.PredictiveCoding.Models;
using InverseRepro.PredictiveCoding.Models.Cnn;
using InverseRepro.PredictiveCoding.Models.Fc;
using InverseRepro.PredictiveCoding.Models.Vit;
using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Tests.Models;

public sealed class CreNetworkTests
{
    private static CreNetwork Network(string kind) => kind switch
    {
        "fc" => new Cre(new FcEncoder(FcWidths.Encoder(Complexity.Medium, 784, 5)), new FcDecoder(FcWidths.Decoder(Complexity.Medium, 784, 5), [1, 28, 28]),
            new FcClassifier(FcWidths.Classifier(Complexity.Large, 5))),
        "cnn" => new Cre(new CnnEncoder(1, CnnEncoder.Small), new CnnDecoder(16, CnnDecoder.Small), new SmallCnnClassifier()),
        "cnn large" => new Cre(new CnnEncoder(3, CnnEncoder.Large, dropout: 0.2), new CnnDecoder(128, CnnDecoder.Large), new LargeCnnClassifier()),
        "vit" => new CreVit(new CreVitSettings(28, 7, 1, 8, 1, 4, 8, 1, 4)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static Tensor Images(string kind, long count)
    {
        using var generator = new Seed(7).Generator();
        long[] shape = kind == "cnn large" ? [count, 3, 32, 32] : [count, 1, 28, 28];
        return rand(shape, generator: generator) * 2 - 1;
    }

    [Theory]
    [InlineData("fc")]
    [InlineData("cnn")]
    [InlineData("cnn large")]
    [InlineData("vit")]
    public void A_picture_gives_the_same_alone_and_in_a_batch(string kind)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var network = Network(kind);
        Initialise.TorchDefaults(network, new Seed(1));
        network.eval();
        var images = Images(kind, 3);
        var together = network.forward(images);
        var alone = network.forward(images.narrow(0, 1, 1));
        together.Reconstruction.shape.Should().Equal(images.shape);
        together.Logits.shape.Should().Equal(3, 10);
        (together.Reconstruction.narrow(0, 1, 1) - alone.Reconstruction).abs().max().item<float>().Should().BeLessThan(1e-5f);
        (together.Logits.narrow(0, 1, 1) - alone.Logits).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    [Fact]
    public void Patches_are_hidden_in_training_alone()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var whole = (CreVit)Network("vit");
        Initialise.MaskedAutoencoder(whole, new Seed(1));
        using var masked = new MaskedCreVit(whole, ratio: 0.75, new Seed(2));
        var images = Images("vit", 3);

        masked.train();
        var (first, second) = (masked.forward(images), masked.forward(images));
        first.Latent.shape.Should().Equal(3, 1 + 4, 8);
        first.Reconstruction.shape.Should().Equal(images.shape);
        first.Latent.Equals(second.Latent).Should().BeFalse("other patches are drawn for every batch");

        masked.eval();
        masked.forward(images).Reconstruction.Equals(whole.forward(images).Reconstruction).Should().BeTrue();
    }

    [Fact]
    public void Fully_connected_widths_are_the_published_ones_and_scale_with_the_picture()
    {
        FcWidths.Encoder(Complexity.Large, 784, 4).Should().Equal(784, 716, 684, 616, 4);
        FcWidths.Decoder(Complexity.Large, 784, 4).Should().Equal(4, 616, 684, 716, 784);
        FcWidths.Encoder(Complexity.Medium, 196, 8).Should().Equal(196, 154, 8);
        FcWidths.Encoder(Complexity.Small, 196, 8).Should().Equal(196, 8);
    }

    [Fact]
    public void Patches_can_be_joined_again()
    {
        using var scope = NewDisposeScope();
        var images = arange(2 * 3 * 8 * 8).to(ScalarType.Float32).view(2, 3, 8, 8);
        var patches = Patches.Of(images, 4);
        patches.shape.Should().Equal(2, 4, 48);
        patches[0, 1, 3].item<float>().Should().Be(images[0, 0, 0, 5].item<float>());
        Patches.Join(patches, 4).Equals(images).Should().BeTrue();
    }

    [Fact]
    public void Shuffling_patches_changes_the_order_of_the_latent_alone()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var network = (CreVit)Network("vit");
        Initialise.TorchDefaults(network, new Seed(1));
        network.eval();
        var images = Images("vit", 2);
        using var generator = new Seed(9).Generator();
        var features = new Features();
        var masking = PatchMasking.FromNoise(rand([2, 16], generator: generator), 0);
        network.Represent(images, masking, features);
        var plain = network.forward(images);
        masking.Mask.sum().item<float>().Should().Be(0);
        (Patches.Join(features["patches"], 7) - plain.Reconstruction).abs().max().item<float>().Should().BeLessThan(1e-5f);
        (features["logits"] - plain.Logits).abs().max().item<float>().Should().BeLessThan(1e-5f);
        (features["latent"] - plain.Latent).abs().max().item<float>().Should().BeGreaterThan(0.01f);
    }

    [Fact]
    public void Removed_patches_do_not_reach_the_latent()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var network = (CreVit)Network("vit");
        Initialise.TorchDefaults(network, new Seed(1));
        network.eval();
        var masking = PatchMasking.FromNoise(arange(16).to(ScalarType.Float32).view(1, 16), 0.75);
        masking.Mask.sum().item<float>().Should().Be(12);
        var images = Images("vit", 1);
        var changed = images.clone();
        changed.narrow(2, 7, 21).fill_(0.3); // all but the first row of patches, of which four are kept
        var (features, others) = (new Features(), new Features());
        network.Represent(images, masking, features);
        network.Represent(changed, masking, others);
        others["latent"].Equals(features["latent"]).Should().BeTrue();
    }

    [Fact]
    public void Transformers_start_as_masked_autoencoders_do()
    {
        using var scope = NewDisposeScope();
        using var network = Network("vit");
        Initialise.MaskedAutoencoder(network, new Seed(1));
        Largest("encoder.patch_embed.proj.weight").Should().BeInRange(0.9 * Math.Sqrt(6.0 / 57), Math.Sqrt(6.0 / 57)); // 49 pixels to 8 channels
        Largest("decoder.decoder_embed.weight").Should().BeInRange(0.8 * Math.Sqrt(6.0 / 16), Math.Sqrt(6.0 / 16));
        Largest("decoder.decoder_embed.bias").Should().Be(0);
        Largest("encoder.cls_token").Should().BeInRange(0.005, 0.1);
        network.get_parameter("encoder.pos_embed")!.Equals(SinCosPositions.Table(8, 4)).Should().BeTrue();

        double Largest(string key) => network.get_parameter(key)!.abs().max().item<float>();
    }
}
