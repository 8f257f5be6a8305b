using System.Text.Json.Nodes;
using InverseRepro.Engine.Parity;

namespace InverseRepro.FeatureInversion.Tests.Models.Vit;

public class VitChainTests
{
    private const string Chain = "chains/chain.vit_base_patch16_224.json";

    [SkippableFact]
    public void The_chain_agrees_with_the_reference_at_every_stage()
    {
        var report = ParityCheck.Run(GoldenModel.Read(SharedFiles.Golden(Chain)), FeatureInversionCatalog.References);
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }

    [SkippableFact]
    public void Chains_of_other_targets_and_encoders_are_built_as_the_file_says()
    {
        var golden = Changed(networks =>
        {
            networks["vit"] = "timm deit3_small_patch16_224";
            networks["inv_bb"] = "InverseViTBackbone";
            networks["inv_enc"] = "InverseViTEncoder(embed_dim=384, num_heads=6, depth=2)";
        });
        var shapes = ParityCheck.Run(golden, FeatureInversionCatalog.References).Stages.ToDictionary(s => s.Stage, s => s.Fault);
        shapes["bb_emb"].Should().Be("has shape [1,197,384], the reference [1,197,768]");
        shapes["chain: image from enc_emb"].Should().BeNull("the image has the same shape");
    }

    [SkippableFact]
    public void An_unknown_target_is_named()
    {
        var run = () => ParityCheck.Run(Changed(networks => networks["vit"] = "timm vit_colossal"), FeatureInversionCatalog.References);
        run.Should().Throw<InvalidDataException>().WithMessage("*timm's 'vit_colossal' is not among the vision transformers here");
    }

    private static GoldenModel Changed(Action<JsonObject> change)
    {
        var file = JsonNode.Parse(File.ReadAllText(SharedFiles.Golden(Chain)))!.AsObject();
        change(file["networks"]!.AsObject());
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, file.ToJsonString());
            return GoldenModel.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
