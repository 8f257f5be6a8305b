using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace InverseRepro.LibTorch.Tests.Functional;

public sealed class LossTests
{
    private static Tensor Of(params float[] values) => tensor(values, [values.Length]);

    [Fact]
    public void Reductions_are_mean_sum_and_none()
    {
        using var scope = NewDisposeScope();
        Tensor input = Of(1, 2), target = Of(0, 4);
        MSELoss().call(input, target).item<float>().Should().Be(2.5f);
        MSELoss(Reduction.Sum).call(input, target).item<float>().Should().Be(5);
        MSELoss(Reduction.None).call(input, target).data<float>().ToArray().Should().Equal(1, 4);
        L1Loss().call(input, target).item<float>().Should().Be(1.5f);
        SmoothL1Loss().call(input, target).item<float>().Should().Be(1);
        HuberLoss(delta: 2).call(input, target).item<float>().Should().Be(1.25f);
    }

    [Fact]
    public void Cross_entropy_weighs_classes_and_ignores_an_index()
    {
        using var scope = NewDisposeScope();
        var logits = tensor([0f, 0, MathF.Log(3), 0], [2, 2]);
        var (first, second) = (MathF.Log(2), MathF.Log(4));
        var classes = tensor([0L, 1], [2]);
        CrossEntropyLoss().call(logits, classes).item<float>().Should().BeApproximately((first + second) / 2, 1e-6f);
        CrossEntropyLoss(weight: Of(3, 1)).call(logits, classes).item<float>().Should().BeApproximately((3 * first + second) / 4, 1e-6f);
        CrossEntropyLoss(ignore_index: 1).call(logits, classes).item<float>().Should().BeApproximately(first, 1e-6f);
        var smoothed = new CrossEntropyLoss(label_smoothing: 0.5).call(logits, classes).item<float>();
        smoothed.Should().BeApproximately((first + (0.75f * second + 0.25f * MathF.Log(4f / 3))) / 2, 1e-6f);
    }

    [Fact]
    public void Negative_log_likelihood_of_log_softmax_is_cross_entropy()
    {
        using var scope = NewDisposeScope();
        Tensor logits = randn([4, 3]), classes = tensor([0L, 2, 1, 1], [4]);
        NLLLoss().call(functional.log_softmax(logits, 1), classes).allclose(functional.cross_entropy(logits, classes)).Should().BeTrue();
    }

    [Fact]
    public void Binary_cross_entropy_of_logits_is_that_of_their_sigmoid()
    {
        using var scope = NewDisposeScope();
        Tensor logits = Of(-1, 0, 3), target = Of(0, 1, 1);
        BCEWithLogitsLoss().call(logits, target).allclose(BCELoss().call(logits.sigmoid(), target)).Should().BeTrue();
        BCEWithLogitsLoss(pos_weights: Of(1, 2, 2)).call(logits, target).item<float>()
            .Should().BeGreaterThan(BCEWithLogitsLoss().call(logits, target).item<float>());
    }

    [Fact]
    public void Divergence_takes_logarithms_of_both_by_default()
    {
        using var scope = NewDisposeScope();
        Tensor p = Of(0.25f, 0.75f), q = Of(0.5f, 0.5f);
        var expected = 0.25f * MathF.Log(0.5f) + 0.75f * MathF.Log(1.5f);
        KLDivLoss(reduction: Reduction.Sum).call(q.log(), p.log()).item<float>().Should().BeApproximately(expected, 1e-6f);
        KLDivLoss(log_target: false, Reduction.Sum).call(q.log(), p).item<float>().Should().BeApproximately(expected, 1e-6f);
    }
}
