using InverseRepro.Engine;
using InverseRepro.Engine.Staging;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;
using InverseRepro.Vision.DataSets;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Tests.Quantization;

/// <summary>Why k-means on features of noise pictures is no control of an initialisation from data.</summary>
public sealed class FirstCodesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Untrained_encoders_map_noise_to_where_they_map_pictures(ulong seed)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var generator = new Seed(seed).Derive("noise").Generator();
        var settings = new VqVaeSettings(Width: 32, ResidualWidth: 16, Codes: 64, TopCodes: null, new CodebookSettings(CodeDim: 32), EmbedDim: 32, ResidualBlocks: 1);
        using var network = VqVae.Create(settings, new Seed(seed));
        var pictures = (ShapeScenes.Images(new SceneSettings(32, 8, 1, 2, 0.85), new Seed(seed).Derive("scenes"), 16).Images.ToTensor() - 0.5) / 0.5;
        var (ofPictures, ofNoise) = (Rows(network, pictures), Rows(network, randn([16, 3, 32, 32], generator: generator)));

        double Error(Tensor codes) => Math.Sqrt((ofPictures - codes.index_select(0, NearestCode.Of(ofPictures, codes))).square().mean().item<float>());
        var (fromPictures, fromNoise) = (Error(KMeans.Lloyd(ofPictures, ofPictures.narrow(0, 0, 64), 10).Means), Error(KMeans.Lloyd(ofNoise, ofNoise.narrow(0, 0, 64), 10).Means));
        var random = Error(network.Quantizers[0].Codebook.Codes);
        fromNoise.Should().BeLessThan(0.5 * random, "pictures' own codes err by {0:G3}, random codes by {1:G3}", fromPictures, random);
    }

    private static Tensor Rows(VqVae network, Tensor pictures) // N·64×32
    {
        var features = Features.Only(["quantize_conv_b"]);
        network.eval();
        network.Represent(pictures, features);
        return features["quantize_conv_b"].permute(0, 2, 3, 1).reshape(-1, 32);
    }
}
