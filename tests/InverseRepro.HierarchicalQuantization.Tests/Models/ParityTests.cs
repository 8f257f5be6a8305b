using InverseRepro.Engine.Parity;

namespace InverseRepro.HierarchicalQuantization.Tests.Models;

public class ParityTests
{
    [SkippableTheory]
    [InlineData("vqvae.flat_tiny")]
    [InlineData("vqvae.flat")]
    [InlineData("vqvae.hierarchical_tiny")]
    [InlineData("vqvae.hierarchical")]
    public void Networks_agree_with_the_reference_at_every_stage(string id)
    {
        var report = ParityCheck.Run(GoldenModel.Read(SharedFiles.Golden($"models/{id}.json")), HierarchicalQuantizationCatalog.References);
        report.KeyFaults.Should().BeEmpty();
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }
}
