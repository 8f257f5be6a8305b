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

    [SkippableTheory]
    [InlineData("cre.CRE_fc", 616, 30)]
    [InlineData("cre.CRE_fc", 4, 9)]
    [InlineData("cre.CRE_fc", 12, 5)]
    [InlineData("cre.EncoderFCLarge", 512, 3)]
    [InlineData("cre.EncoderCNNLarge", 64, 8)]
    [InlineData("cre.DecoderCNNLarge", 64, 8)]
    [InlineData("cre.ClassifierCNNLarge", 128, 8)]
    public void Sizes_are_those_of_the_weights(string id, long published, long other)
    {
        var golden = GoldenModel.Read(SharedFiles.Golden($"models/{id}.json"));
        var resized = golden with
        {
            StateDictionary = [.. golden.StateDictionary.Select(entry => entry with { Shape = [.. entry.Shape.Select(size => size == published ? other : size)] })],
            Inputs = [.. golden.Inputs.Select(input => input with { Shape = [.. input.Shape.Select(size => size == published ? other : size)] })],
            Stages = [],
        };
        ParityCheck.Run(resized, PredictiveCodingCatalog.References).KeyFaults.Should().BeEmpty();
    }
}
