using System.Text.Json;
using System.Text.Json.Nodes;
using InverseRepro.Engine.Parity;

namespace InverseRepro.FeatureInversion.Tests.Models;

/// <summary>
/// Configurations beyond the shared vectors. The files in Golden were made as those: each says in "reference" and "notes" which
/// code and which library gave its numbers; only the ResNet inside DETR was rebuilt, layer by layer.
/// </summary>
public class ConfigurationTests
{
    [Theory]
    [InlineData("detr.pre_norm")]
    [InlineData("detr.learned_dc5")]
    [InlineData("inverse_tvm.InverseTransformerEncoder_pre_norm")]
    [InlineData("inverse_tvm.InverseTransformerDecoder_pre_norm")]
    [InlineData("timm.vit_average")]
    [InlineData("timm.vit_pre_norm")]
    [InlineData("timm.vit_max")]
    [InlineData("timm.deit_distilled")]
    [InlineData("timm.swin_always_partition")]
    [InlineData("timm.swin_windows")]
    public void Networks_agree_with_the_reference_at_every_stage(string id)
    {
        var report = ParityCheck.Run(Golden(id), FeatureInversionCatalog.References);
        report.KeyFaults.Should().BeEmpty();
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("timm.vit_average", "embed_dim", "depth", "mlp_ratio", "qkv_bias", "class_token", "patch_size", "img_size", "num_classes")]
    [InlineData("detr.pre_norm", "hidden_dim", "enc_layers", "dec_layers", "dim_feedforward", "pre_norm", "num_queries", "num_classes", "class_embed_outputs", "position_embedding")]
    public void The_weights_say_what_the_config_leaves_out(string id, params string[] left)
    {
        var golden = Golden(id);
        var config = JsonNode.Parse(golden.Config.GetRawText())!.AsObject();
        foreach (var name in left)
            config.Remove(name).Should().BeTrue(name);
        var report = ParityCheck.Run(golden with { Config = JsonSerializer.SerializeToElement(config) }, FeatureInversionCatalog.References);
        report.KeyFaults.Should().BeEmpty();
        report.Stages.Where(s => !s.Agrees).Select(s => s.ToString()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("detr.pre_norm", "activation", "\"glu\"", "half width does not fit")]
    [InlineData("detr.pre_norm", "activation", "\"silu\"", "networks here have relu or gelu")]
    [InlineData("detr.pre_norm", "layer_norm_eps", "1e-6", "networks here have 1E-05")]
    [InlineData("detr.pre_norm", "position_embedding", "\"rotary\"", "sine or learned")]
    [InlineData("detr.pre_norm", "position_embedding", "\"sine, normalize=False\"", "has normalize=False")]
    [InlineData("detr.pre_norm", "masks", "true", "networks here have none")]
    [InlineData("detr.pre_norm", "hidden_dim", "\"wide\"", "not of type Int32")]
    [InlineData("inverse_tvm.InverseTransformerEncoder_pre_norm", "layer_norm_eps", "1e-6", "networks here have 1E-05")]
    [InlineData("timm.vit_average", "global_pool", "\"map\"", "token or avg or max or avgmax")]
    [InlineData("timm.vit_average", "act_layer", "\"quick_gelu\"", "networks here have gelu")]
    [InlineData("timm.vit_average", "dynamic_img_size", "true", "networks here have none")]
    [InlineData("timm.vit_average", "img_size", "[16, 16]", "not of type Int32")]
    [InlineData("timm.swin_windows", "global_pool", "\"\"", "networks here have avg")]
    [InlineData("timm.swin_windows", "head_dim", "8", "networks here have none")]
    [InlineData("timm.swin_windows", "num_heads", "[1]", "2 depths and 1 num_heads")]
    [InlineData("timm.swin_windows", "window_size", "[4, 3, 2]", "2 depths and 3 windows")]
    [InlineData("timm.swin_windows", "window_size", "\"7\"", "not a size or a height and a width")]
    [InlineData("timm.swin_windows", "window_size", "500", "at most 64 a side")]
    [InlineData("timm.swin_windows", "depths", "\"2, 2\"", "not of type Int32[]")]
    [InlineData("timm.swin_windows", "depths", "[60000, 2]", "beyond every size in the file")]
    [InlineData("timm.swin_windows", "img_size", "32", "images of 32×32, the input [2,3,24,16]")]
    [InlineData("timm.swin_windows", "shift_size_per_block", "[[[0, 0], [1, 1]], [[0, 0], [1, 1]]]", "not half a window in every second block")]
    [InlineData("timm.swin_windows", "patch_size", "2.5", "not of type Int32")]
    public void Settings_that_no_network_here_has_are_named(string id, string setting, string value, string fault)
    {
        var golden = Golden(id);
        var config = JsonNode.Parse(golden.Config.GetRawText())!.AsObject();
        config[setting] = JsonNode.Parse(value);
        FluentActions.Invoking(() => ParityCheck.Run(golden with { Config = JsonSerializer.SerializeToElement(config) }, FeatureInversionCatalog.References))
            .Should().Throw<InvalidDataException>().Which.Message.Should().StartWith(golden.Path).And.Contain(fault).And.NotContain("\n");
    }

    private static GoldenModel Golden(string id) => GoldenModel.Read(Path.Combine(AppContext.BaseDirectory, "Golden", $"{id}.json"));
}
