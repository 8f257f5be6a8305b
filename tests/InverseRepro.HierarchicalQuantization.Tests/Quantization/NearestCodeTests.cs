using InverseRepro.Engine;
using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Quantization;
using static TorchSharp.torch;

namespace InverseRepro.HierarchicalQuantization.Tests.Quantization;

public sealed class NearestCodeTests
{
    [Fact]
    public void Slices_of_a_large_batch_find_the_codes_of_the_whole()
    {
        using var scope = NewDisposeScope();
        using var generator = new Seed(1).Generator();
        var (rows, codes) = (randn([50, 4], generator: generator), randn([8, 4], generator: generator));
        var nearest = NearestCode.Of(rows, codes);
        NearestCode.Of(rows, codes, pairsAtOnce: 56).data<long>().ToArray().Should().Equal(nearest.data<long>().ToArray());

        var (whole, sliced) = (NearestCode.Totals(rows, nearest, 8), NearestCode.Totals(rows, nearest, 8, pairsAtOnce: 56));
        sliced.Counts.data<float>().ToArray().Should().Equal(whole.Counts.data<float>().ToArray());
        (sliced.Sums - whole.Sums).abs().max().item<float>().Should().BeLessThan(1e-5f);
    }
}
