using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Quantization;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Tests.Quantization;

public class CodebookTests
{
    [Fact]
    public void First_codes_are_uniform_over_the_fan_in_of_the_whole_codebook()
    {
        using var codebook = new Codebook(64, new CodebookSettings(CodeDim: 16), new Seed(1));
        using var scope = NewDisposeScope();
        var bound = Math.Sqrt(6.0 / (64 * 16));
        codebook.Codes.abs().max().item<float>().Should().BeInRange((float)(0.99 * bound), (float)bound);
    }

    [Fact]
    public void The_first_of_equally_near_codes_is_chosen()
    {
        using var scope = NewDisposeScope();
        var codes = tensor(new float[] { 5, 5, 1, 0, 0, 1, 1, 0 }, [4, 2]);
        NearestCode.Of(zeros([3, 2]), codes).data<long>().ToArray().Should().Equal(1, 1, 1);
    }

    [Fact]
    public void A_relative_threshold_scales_with_the_batch()
    {
        new DeadCodeReset(2).CountFor(vectors: 2048, codes: 32).Should().Be(2);
        new DeadCodeReset(2.0 / 392, RelativeToMean: true).CountFor(vectors: 128 * 3136, codes: 1024).Should().BeApproximately(2, 1e-9);
        new DeadCodeReset(0.005, RelativeToMean: true).CountFor(vectors: 2048, codes: 32).Should().BeApproximately(0.32, 1e-12);
    }

    [Fact]
    public void Replacements_are_drawn_without_repeats_while_rows_last()
    {
        var draw = RowDraws.Random(new Seed(4));
        draw(10, 10).Should().OnlyHaveUniqueItems().And.HaveCount(10);
        draw(3, 10).Should().HaveCount(10).And.OnlyContain(row => row >= 0 && row < 3);
        RowDraws.Random(new Seed(4))(10, 10).Should().Equal(RowDraws.Random(new Seed(4))(10, 10));
    }

    [Fact]
    public void K_means_finds_separate_clusters()
    {
        using var scope = NewDisposeScope();
        var centres = tensor(new float[] { 0, 0, 10, 0, 0, 10 }, [3, 2]);
        var rows = (centres.repeat(20, 1) + 0.1 * randn([60, 2], generator: new Generator(2))).contiguous();
        var (means, counts) = KMeans.Lloyd(rows, rows.narrow(0, 0, 3), iterations: 10);
        counts.data<float>().ToArray().Should().Equal(20, 20, 20);
        (means - centres).abs().max().item<float>().Should().BeLessThan(0.1f);
    }

    [Fact]
    public void Frozen_codes_stay()
    {
        using var scope = NewDisposeScope();
        using var quantizer = new VectorQuantizer(4, 8, new CodebookSettings(4, Learning: CodebookLearning.Frozen), new Seed(1));
        var before = quantizer.Codebook.Codes.clone();
        quantizer.Quantize(randn([2, 6, 4], generator: new Generator(1)));
        (quantizer.Codebook.Codes - before).abs().max().item<float>().Should().Be(0);
    }

    [Fact]
    public void Usage_and_perplexity_are_of_all_batches_together()
    {
        var usage = new CodeUsage(8);
        using var scope = NewDisposeScope();
        usage.Add(tensor(new long[] { 0, 1, 2, 3 }));
        usage.Add(tensor(new long[] { 3, 2, 1, 0 }, [2, 2]));
        usage.Counts.Should().Equal(2, 2, 2, 2, 0, 0, 0, 0);
        usage.Used.Should().Be(0.5);
        usage.Perplexity.Should().BeApproximately(4, 1e-12);
        FluentActions.Invoking(() => new CodeUsage(8).Perplexity).Should().Throw<InvalidOperationException>();
    }
}
