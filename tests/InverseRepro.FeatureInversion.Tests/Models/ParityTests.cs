using InverseRepro.Engine.Parity;
using InverseRepro.FeatureInversion.Models;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Tests.Models;

public class ParityTests
{
    [SkippableTheory]
    [InlineData("timm.vit_tiny_config")]
    [InlineData("timm.vit_tiny_config_eps_probe")]
    [InlineData("timm.vit_base_patch16_224")]
    public void Vision_transformers_agree_with_timm_at_every_stage(string id)
    {
        var golden = GoldenModel.Read(SharedFiles.Golden($"models/{id}.json"));
        var c = golden.Config;
        using var vit = new VisionTransformer(new VisionTransformerSettings(
            c.GetProperty("img_size").GetInt32(), c.GetProperty("patch_size").GetInt32(), c.GetProperty("embed_dim").GetInt32(),
            c.GetProperty("depth").GetInt32(), c.GetProperty("num_heads").GetInt32(), c.GetProperty("num_classes").GetInt32()));
        Check(golden, vit, image => vit.Represent(image).ToDictionary(f => f.Key, f => f.Value));
    }

    [SkippableTheory]
    [InlineData("inverse_tvm.InverseViTEncoder_tiny")]
    [InlineData("inverse_tvm.InverseViTEncoder_eps_probe")]
    [InlineData("inverse_tvm.InverseViTEncoder")]
    public void Inverse_encoders_agree_with_the_reference(string id)
    {
        var golden = GoldenModel.Read(SharedFiles.Golden($"models/{id}.json"));
        var c = golden.Config;
        using var inverse = new InverseVitEncoder(c.GetProperty("embed_dim").GetInt32(), c.GetProperty("depth").GetInt32(), c.GetProperty("num_heads").GetInt32());
        Check(golden, inverse, tokens => new() { ["output"] = inverse.forward(tokens) }, "output");
    }

    [SkippableFact]
    public void The_inverse_backbone_agrees_with_the_reference()
    {
        var golden = GoldenModel.Read(SharedFiles.Golden("models/inverse_tvm.EnhancedVitBackbone.json"));
        using var inverse = new InverseVitBackbone(768, [256, 64, 16, 3], [2, 2, 2, 2]);
        Check(golden, inverse, tokens => new() { ["output"] = inverse.forward(tokens) }, "output");
    }

    private static void Check(GoldenModel golden, nn.Module network, Func<Tensor, Dictionary<string, Tensor>> represent, params string[] stages)
    {
        ParityCheck.CompareKeys(golden, network).Should().BeEmpty();
        DeterministicWeights.Fill(network, golden.Scaled);
        network.eval();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var found = represent(golden.Inputs.Single().ToTensor());
        ParityCheck.Compare(golden, found).Where(s => stages.Length == 0 || stages.Contains(s.Stage))
            .Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }
}
