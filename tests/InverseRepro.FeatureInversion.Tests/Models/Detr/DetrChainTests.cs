using InverseRepro.Engine.Parity;

namespace InverseRepro.FeatureInversion.Tests.Models.Detr;

public class DetrChainTests
{
    [SkippableFact]
    public void The_published_chain_agrees_with_the_reference_at_every_stage()
    {
        var report = ParityCheck.Run(GoldenModel.Read(SharedFiles.Golden("chains/chain.detr_resnet50.json")), FeatureInversionCatalog.References);
        report.Stages.Should().HaveCount(19);
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }
}
