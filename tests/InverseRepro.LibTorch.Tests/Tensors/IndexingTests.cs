using static TorchSharp.torch;

namespace InverseRepro.LibTorch.Tests.Tensors;

public class IndexingTests
{
    private static Tensor Counting(params long[] shape) =>
        arange(shape.Aggregate(1L, (product, size) => product * size), dtype: float32).view(shape);

    [Fact]
    public void Numbers_pick_along_leading_dimensions()
    {
        var t = Counting(2, 3, 4);
        t[1].shape.Should().Equal(3, 4);
        t[1, 2].data<float>().ToArray().Should().Equal(20, 21, 22, 23);
        t[1, 2, 3].item<float>().Should().Be(23);
        t[-1, -1, -1].item<float>().Should().Be(23);
    }

    [Fact]
    public void Ranges_and_ellipsis_slice()
    {
        var t = Counting(2, 3, 4);
        t[.., ..2].shape.Should().Equal(2, 2, 4);
        t[TensorIndex.Ellipsis, 1..3].data<float>().ToArray().Should().Equal(1, 2, 5, 6, 9, 10, 13, 14, 17, 18, 21, 22);
        t[TensorIndex.Ellipsis, TensorIndex.Slice(step: 2)].shape.Should().Equal(2, 3, 2);
        t[0, TensorIndex.Ellipsis, ^1].data<float>().ToArray().Should().Equal(3, 7, 11);
        t[.., TensorIndex.Null].shape.Should().Equal(2, 1, 3, 4);
        t[TensorIndex.Ellipsis, TensorIndex.None].shape.Should().Equal(2, 3, 4, 1);
    }

    [Fact]
    public void Tensors_gather_rows_and_masks()
    {
        var t = Counting(3, 4);
        t[tensor(new long[] { 2, 0 })].data<float>().ToArray().Should().Equal(8, 9, 10, 11, 0, 1, 2, 3);
        t[t > 9].data<float>().ToArray().Should().Equal(10, 11);
        t[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 1, 3 }))].data<float>().ToArray().Should().Equal(1, 3, 5, 7, 9, 11);
        t[tensor(new long[] { 0, 1 }), tensor(new long[] { 3, 2 })].data<float>().ToArray().Should().Equal(3, 6);
    }

    [Fact]
    public void A_mask_covers_as_many_dimensions_as_it_has()
    {
        var t = Counting(2, 3, 4);
        var mask = tensor(new[] { true, false, false, false, false, true }, [2, 3]);
        t[TensorIndex.Tensor(mask), TensorIndex.Slice(stop: 2)].data<float>().ToArray().Should().Equal(0, 1, 20, 21);
    }

    [Fact]
    public void Assignment_writes_through_views()
    {
        var t = zeros(2, 3);
        t[0, 1] = tensor(5f);
        t[1, ..2] = ones(2);
        t[t > 4] = tensor(-1f);
        t.data<float>().ToArray().Should().Equal(0, -1, 0, 1, 1, 0);
        t.index_put_(7, TensorIndex.Colon, 2);
        t[.., 2].data<float>().ToArray().Should().Equal(7, 7);
    }

    [Fact]
    public void Indexing_leaves_no_intermediate_tensor_alive()
    {
        var t = Counting(2, 3, 4);
        var before = Tensor.TotalCount;
        using (t[1, 1..2, TensorIndex.Null, TensorIndex.Tensor(tensor(new long[] { 0 }).DetachFromDisposeScope())])
        using (t[1, 2, 3])
        {
        }
        (Tensor.TotalCount - before).Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Accessor_reads_strided_tensors_in_row_major_order()
    {
        var t = Counting(2, 3).transpose(0, 1);
        t.data<float>().ToArray().Should().Equal(0, 3, 1, 4, 2, 5);
        t.data<float>()[2, 1].Should().Be(5);
        var copy = new float[4];
        t.data<float>().CopyTo(copy, tensorIndex: 2);
        copy.Should().Equal(1, 4, 2, 5);
    }
}
