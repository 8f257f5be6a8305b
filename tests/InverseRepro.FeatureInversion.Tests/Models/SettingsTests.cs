using System.Text.Json;
using InverseRepro.FeatureInversion.Architectures;
using InverseRepro.FeatureInversion.Models.Detr;
using InverseRepro.FeatureInversion.Models.Swin;
using InverseRepro.FeatureInversion.Models.Vit;
using InverseRepro.FeatureInversion.Training;

namespace InverseRepro.FeatureInversion.Tests.Models;

/// <summary>Recorded cells are found by their settings as text: what later versions can vary besides must not show where it does not vary.</summary>
public class SettingsTests
{
    [Fact]
    public void Vision_transformers_are_written_without_what_none_of_the_published_ones_has() =>
        JsonSerializer.Serialize(new VisionTransformerSettings(32, 4, 48, 6, 3, 8)).Should().Be(
            """{"ImageSize":32,"PatchSize":4,"EmbedDim":48,"Depth":6,"NumHeads":3,"NumClasses":8,"InChans":3,"MlpRatio":4,"QkvBias":true,"LayerNormEps":1E-06,"NoEmbedClass":false,"LayerScaleInit":null,"GridSize":8,"Positions":65}""");

    [Fact]
    public void Detectors_are_written_without_what_none_of_the_published_ones_has() =>
        JsonSerializer.Serialize(new DetrSettings(new ConvStemSettings([8]))).Should().Be(
            """{"Backbone":{"$type":"conv-stem","Channels":[8],"BatchNorm":true,"OutChannels":8},"NumClasses":91,"NumQueries":100,"HiddenDim":256,"NumHeads":8,"EncoderLayers":6,"DecoderLayers":6,"DimFeedforward":2048,"Dropout":0.1}""");

    [Fact]
    public void Swins_are_written_without_what_none_of_the_published_ones_has() =>
        JsonSerializer.Serialize(new SwinTransformerSettings(8, 2, 4, [2], [1], [2], 3)).Should()
            .NotContain("AlwaysPartition").And.EndWith("\"LayerNormEps\":1E-05,\"Stages\":1,\"PatchGrid\":{\"Height\":4,\"Width\":4,\"Area\":16}}");

    [Fact]
    public void Inversions_are_written_without_what_only_published_checkpoints_need()
    {
        JsonSerializer.Serialize(new InversionTrainingSettings(5, 64, 2e-3)).Should()
            .Be("""{"Epochs":5,"BatchSize":64,"LearningRate":0.002,"ClipNorm":1,"TargetMse":0.02}""");
        JsonSerializer.Serialize<Architecture>(new DetrArchitecture(new DetrSettings(new ConvStemSettings([8])), ImageSize: 64, BackboneChannels: [8, 8], DetectorWidth: 8)).Should()
            .NotContain("ImageWidth").And.NotContain("KeptChannels");
    }
}
