using System.Text.Json;
using InverseRepro.Engine.Parity;

namespace InverseRepro.FeatureInversion.Tests.Models.Swin;

public class SwinFamilyTests
{
    [SkippableFact]
    public void The_published_chain_agrees_with_the_reference_at_every_stage()
    {
        var report = ParityCheck.Run(GoldenModel.Read(SharedFiles.Golden("chains/chain.swin_base_patch4_window7_224.json")), FeatureInversionCatalog.References);
        report.Stages.Should().HaveCount(19);
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("timm.swin_tiny_padded_config")]
    [InlineData("inverse_tvm.InverseSwinTransformerStage_tiny")]
    [InlineData("inverse_tvm.PatchSplitting_tiny")]
    public void The_weights_alone_say_what_a_silent_config_leaves_open(string id)
    {
        var golden = GoldenModel.Read(SharedFiles.Golden($"models/{id}.json"));
        using var silent = JsonDocument.Parse($$"""{"class":"{{golden.Setting<string>("class")}}"}""");
        var report = ParityCheck.Run(golden with { Config = silent.RootElement }, FeatureInversionCatalog.References);
        report.KeyFaults.Should().BeEmpty();
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }
}
