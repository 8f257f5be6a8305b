using InverseRepro.Engine.Parity;

namespace InverseRepro.FeatureInversion.Tests.Models;

public class ParityTests
{
    [SkippableTheory]
    [InlineData("timm.vit_tiny_config")]
    [InlineData("timm.vit_tiny_config_eps_probe")]
    [InlineData("timm.vit_base_patch16_224")]
    [InlineData("timm.deit3_tiny_config")]
    [InlineData("timm.deit3_base_patch16_224")]
    [InlineData("inverse_tvm.InverseViTEncoder_tiny")]
    [InlineData("inverse_tvm.InverseViTEncoder_eps_probe")]
    [InlineData("inverse_tvm.InverseViTEncoder")]
    [InlineData("inverse_tvm.InverseViTBackbone")]
    [InlineData("inverse_tvm.EnhancedVitBackbone")]
    [InlineData("inverse_tvm.EnhancedVitBackbone_eps_probe")]
    [InlineData("detr.tiny_config")]
    [InlineData("detr.tiny_config_eps_probe")]
    [InlineData("detr.tiny_config_padded")]
    [InlineData("detr.resnet50_480x640")]
    [InlineData("detr.resnet50_padded")]
    [InlineData("inverse_tvm.LinearDecoder")]
    [InlineData("inverse_tvm.LinearDecoderEnhanced")]
    [InlineData("inverse_tvm.SimpleConvolutionalDecoder")]
    [InlineData("inverse_tvm.BatchNormalizedConvolutionalDecoder")]
    [InlineData("inverse_tvm.EnhancedBatchNormalizedConvolutionalDecoder")]
    [InlineData("inverse_tvm.InverseDetector")]
    [InlineData("inverse_tvm.InverseTransformerEncoder_tiny")]
    [InlineData("inverse_tvm.InverseTransformerEncoder")]
    [InlineData("inverse_tvm.InverseTransformerDecoder_tiny")]
    [InlineData("inverse_tvm.InverseTransformerDecoder")]
    [InlineData("inverse_tvm.EnhancedInverseVitBackbonePos")]
    [InlineData("timm.swin_tiny_config")]
    [InlineData("timm.swin_tiny_config_eps_probe")]
    [InlineData("timm.swin_tiny_padded_config")]
    [InlineData("timm.swin_base_patch4_window7_224")]
    [InlineData("inverse_tvm.PatchSplitting")]
    [InlineData("inverse_tvm.PatchSplitting_tiny")]
    [InlineData("inverse_tvm.PatchSplitting_eps_probe")]
    [InlineData("inverse_tvm.InverseSwinTransformerStage_1")]
    [InlineData("inverse_tvm.InverseSwinTransformerStage_2")]
    [InlineData("inverse_tvm.InverseSwinTransformerStage_3")]
    [InlineData("inverse_tvm.InverseSwinTransformerStage_4")]
    [InlineData("inverse_tvm.InverseSwinTransformerStage_tiny")]
    [InlineData("inverse_tvm.InverseSwinTransformerStage_eps_probe")]
    [InlineData("inverse_tvm.SwinBackbone")]
    public void Networks_agree_with_the_reference_at_every_stage(string id)
    {
        var report = ParityCheck.Run(GoldenModel.Read(SharedFiles.Golden($"models/{id}.json")), FeatureInversionCatalog.References);
        report.KeyFaults.Should().BeEmpty();
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }
}
