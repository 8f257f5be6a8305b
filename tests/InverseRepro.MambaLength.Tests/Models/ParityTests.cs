using InverseRepro.Engine.Parity;

namespace InverseRepro.MambaLength.Tests.Models;

public class ParityTests
{
    [SkippableTheory]
    [InlineData("custom_block")]
    [InlineData("custom_block_eps_probe")]
    [InlineData("custom_block_use_bias")]
    [InlineData("custom_model")]
    [InlineData("custom_model_time_scalers")]
    [InlineData("block_with_convolution")]
    [InlineData("FoveatedMamba6")]
    [InlineData("FoveatedMamba6_pos_add")]
    [InlineData("FoveatedMamba6_time_scalers")]
    [InlineData("FoveatedMamba7")]
    [InlineData("FoveatedMamba7_seq_length_37")]
    [InlineData("TransformerEncoderDecoder")]
    [InlineData("TransformerSequential")]
    public void Networks_agree_with_the_reference_at_every_stage(string id)
    {
        var report = ParityCheck.Run(GoldenModel.Read(SharedFiles.Golden($"models/mamba.{id}.json")), MambaLengthCatalog.References);
        report.KeyFaults.Should().BeEmpty();
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }
}
