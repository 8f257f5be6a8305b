using InverseRepro.Engine.Parity;

namespace InverseRepro.Engine.Tests.Parity;

/// <summary>The worked examples that accompany the golden vectors.</summary>
public sealed class HashValuesTests
{
    [Fact]
    public void Hash_and_finaliser_give_the_published_values()
    {
        HashValues.Fnv1a("a").Should().Be(0xaf63dc4c8601ec8c);
        HashValues.Fnv1a("blocks.0.norm1.weight").Should().Be(0xf62bb0f67e97a7c8);
        HashValues.Finalise(1).Should().Be(6238072747940578789);
        HashValues.Finalise(2).Should().Be(15839785061582574730);
    }

    [Fact]
    public void Uniform_numbers_are_those_of_the_examples()
    {
        HashValues.Uniform(HashValues.Fnv1a("blocks.0.norm1.weight"), 0).Should().Be(0.531124472618103);
        HashValues.Uniform(HashValues.Fnv1a("patch_embed.proj.weight"), 5).Should().Be(0.3742060661315918);
        HashValues.Uniform(HashValues.Fnv1a("pos_embed"), 4159).Should().Be(0.7485803365707397);
        HashValues.Uniform(HashValues.Fnv1a("input"), 0).Should().Be(0.09781831502914429);
    }

    [Fact]
    public void Sample_indices_are_those_of_the_example() =>
        Enumerable.Range(0, 3).Select(k => HashValues.SampleIndex(k, 302592)).Should().Equal(108517, 59530, 203504);

    [Fact]
    public void Weights_follow_the_rule_table()
    {
        DeterministicWeights.Values("blocks.0.norm1.weight", [64])[0].Should().Be(1.00622487f);
        DeterministicWeights.Values("patch_embed.proj.weight", [64, 3, 4, 4])[5].Should().Be(-0.0628969669f);
        DeterministicWeights.Values("pos_embed", [1, 65, 64])[4159].Should().Be(0.107638441f);
        DeterministicWeights.Values("backbone.0.body.bn1.running_var", [64])[3].Should().Be((float)1.037520170211792);
        DeterministicWeights.Values("quantizer.cluster_size", [1, 3]).Should().Equal(1, 1, 1);
    }
}
