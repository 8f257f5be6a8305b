using System.Text.Json.Nodes;
using InverseRepro.Engine.Parity;

namespace InverseRepro.HierarchicalQuantization.Tests.Models;

/// <summary>Golden files that leave sizes to the weights, or name other configurations.</summary>
public sealed class VariantTests
{
    [SkippableTheory]
    [InlineData("vqvae.flat_tiny")]
    [InlineData("vqvae.hierarchical_tiny")]
    public void Sizes_that_the_config_leaves_out_are_read_from_the_weights(string id)
    {
        var report = Run(id, config =>
        {
            foreach (var name in config.Select(setting => setting.Key).Where(name => name != "class").ToArray())
                config.Remove(name);
        });
        report.Agrees.Should().BeTrue();
    }

    [SkippableFact]
    public void What_matters_in_training_alone_leaves_the_stages_as_they_are() => Run("vqvae.flat_tiny", config =>
    {
        (config["rotation_trick"], config["kmeans_init"], config["threshold_ema_dead_code"]) = (true, true, 0);
        (config["learnable_codebook"], config["ema_update"]) = (true, false);
    }).Agrees.Should().BeTrue();

    [SkippableFact]
    public void Codes_of_another_width_are_projected() => Run("vqvae.flat_tiny", config => config["codebook_dim"] = 4).KeyFaults
        .Should().Contain("quantize_b.project_in.weight is not in the reference");

    [SkippableFact]
    public void Codes_cannot_learn_in_two_ways() =>
        FluentActions.Invoking(() => Run("vqvae.flat_tiny", config => config["learnable_codebook"] = true))
            .Should().Throw<InvalidDataException>().WithMessage("*not both*");

    private static ParityReport Run(string id, Action<JsonObject> change)
    {
        var file = JsonNode.Parse(File.ReadAllText(SharedFiles.Golden($"models/{id}.json")))!;
        change(file["config"]!.AsObject());
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, file.ToJsonString());
            return ParityCheck.Run(GoldenModel.Read(path), HierarchicalQuantizationCatalog.References);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
