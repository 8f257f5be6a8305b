using InverseRepro.Engine.Parity;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Tests.Parity;

public sealed class GoldenModelTests
{
    [SkippableFact]
    public void Every_golden_model_can_be_read_and_its_weights_reproduced()
    {
        foreach (var path in Directory.EnumerateFiles(SharedFiles.Golden("models"), "*.json"))
        {
            var model = GoldenModel.Read(path);
            model.Stages.Should().NotBeEmpty();
            foreach (var entry in model.StateDictionary.Where(entry => entry.Rule != "as_constructed" && Count(entry) is > 0 and < 4096))
            {
                var values = DeterministicWeights.Values(entry.Key, entry.Shape, model.Scaled.GetValueOrDefault(entry.Key, 1));
                values[0].Should().Be((float)entry.First!, "{0} of {1} starts so", entry.Key, model.Id);
                values[^1].Should().Be((float)entry.Last!, "{0} of {1} ends so", entry.Key, model.Id);
            }
        }
    }

    private static long Count(GoldenEntry entry) => entry.Shape.Aggregate(1L, (product, size) => product * size);

    [SkippableFact]
    public void A_patch_embedding_agrees_with_the_reference()
    {
        var golden = GoldenModel.Read(SharedFiles.Golden("models/timm.vit_tiny_config.json"));
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var embedding = nn.Sequential(("patch_embed", nn.Sequential(("proj", nn.Conv2d(3, 64, 4, stride: 4)))));
        DeterministicWeights.Fill(embedding);
        var output = embedding.call(golden.Inputs.Single().ToTensor()).flatten(2).transpose(1, 2); // N×L×D

        var comparison = ParityCheck.Compare(golden.Stages[0], output);
        comparison.Agrees.Should().BeTrue(comparison.ToString());
        var shifted = ParityCheck.Compare(golden.Stages[0], output + 1e-5);
        shifted.Agrees.Should().BeFalse();
        shifted.Deviation.Should().BeApproximately(1e-5, 1e-6);
    }

    [SkippableFact]
    public void Missing_stages_and_other_shapes_are_faults()
    {
        var golden = GoldenModel.Read(SharedFiles.Golden("models/timm.vit_tiny_config.json"));
        using var wrong = zeros([1, 2]);
        var comparisons = ParityCheck.Compare(golden, new Dictionary<string, Tensor> { ["patch_embed"] = wrong });
        comparisons.Should().HaveCount(golden.Stages.Count);
        comparisons[0].ToString().Should().Be("patch_embed: has shape [1,2], the reference [2,64,64]");
        comparisons[1].Fault.Should().Be("not returned by the network");
        comparisons.Should().OnlyContain(comparison => !comparison.Agrees);
    }

    [SkippableFact]
    public void Keys_are_compared_both_ways()
    {
        var golden = GoldenModel.Read(SharedFiles.Golden("models/timm.vit_tiny_config.json"));
        using var head = nn.Sequential(("head", nn.Linear(3, 8)), ("extra", nn.Linear(1, 1, hasBias: false)));
        ParityCheck.CompareKeys(golden, head).Should().Contain(
            ["cls_token is missing", "extra.weight is not in the reference", "head.weight has shape [8,3], the reference [8,64]"])
            .And.NotContain(difference => difference.StartsWith("head.bias"));
    }

    [Fact]
    public void A_file_of_another_kind_is_named_in_the_error()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(path, """{"format": "other"}""");
        FluentActions.Invoking(() => GoldenModel.Read(path)).Should().Throw<InvalidDataException>()
            .WithMessage($"{path}: is not a golden model: format is 'other', not 'golden-model/1' or 'golden-chain/1'");
        File.Delete(path);
    }
}
