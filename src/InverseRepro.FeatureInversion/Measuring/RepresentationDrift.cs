using InverseRepro.FeatureInversion.Training;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>How far representations move when pictures change, against how far pictures are apart.</summary>
public static class RepresentationDrift
{
    /// <summary>
    /// D_k = E‖z_k(Tx) − z_k(x)‖² / E‖z_k(x) − z_k(x')‖² for k = 1 … S, x' being the next picture: 0 where nothing moves, 1
    /// where a changed picture is as far away as another one.
    /// </summary>
    public static double[] Compute(StagedImages changed, StagedImages original)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return [.. Enumerable.Range(1, original.Stages.Count).Select(k =>
            SquaredDistance(changed.Stage(k), original.Stage(k)) / SquaredDistance(original.Stage(k).roll(1, 0), original.Stage(k)))];
    }

    private static double SquaredDistance(Tensor a, Tensor b) => (a - b).pow(2).mean().item<float>();
}
