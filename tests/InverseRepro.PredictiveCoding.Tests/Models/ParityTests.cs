using InverseRepro.Engine.Parity;

namespace InverseRepro.PredictiveCoding.Tests.Models;

public class ParityTests
{
    [SkippableTheory]
    [InlineData("cre.EncoderFCSmall")]
    [InlineData("cre.EncoderFCMedium")]
    [InlineData("cre.EncoderFCLarge")]
    [InlineData("cre.DecoderFCSmall")]
    [InlineData("cre.DecoderFCMedium")]
    [InlineData("cre.DecoderFCLarge")]
    [InlineData("cre.ClassifierFCSmall")]
    [InlineData("cre.ClassifierFCMedium")]
    [InlineData("cre.ClassifierFCLarge")]
    [InlineData("cre.EncoderCNNSmall")]
    [InlineData("cre.EncoderCNNLarge")]
    [InlineData("cre.DecoderCNNSmall")]
    [InlineData("cre.DecoderCNNLarge")]
    [InlineData("cre.ClassifierCNNSmall")]
    [InlineData("cre.ClassifierCNNLarge")]
    [InlineData("cre.ClassifierViT")]
    [InlineData("cre.CRE_fc")]
    [InlineData("cre.CRE_cnn")]
    [InlineData("cre.CREViT")]
    [InlineData("cre.CREViT_eps_probe")]
    public void Networks_agree_with_the_reference_at_every_stage(string id)
    {
        var report = ParityCheck.Run(GoldenModel.Read(SharedFiles.Golden($"models/{id}.json")), PredictiveCodingCatalog.References);
        report.KeyFaults.Should().BeEmpty();
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }
}
