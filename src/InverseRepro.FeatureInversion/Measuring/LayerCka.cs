using InverseRepro.Vision.Metrics;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>Linear CKA between all layers of a network. Items are tokens where all layers have the same ones, else pictures.</summary>
public static class LayerCka
{
    /// <summary>A symmetric L×L matrix, 0 to 1.</summary>
    /// <param name="layers">L representations of the same pictures.</param>
    /// <param name="report">Told how much of it is done.</param>
    public static double[,] Compute(IReadOnlyList<Tensor> layers, Action<double>? report = null)
    {
        var sameTokens = layers.All(l => l.shape[1..^1].SequenceEqual(layers[0].shape[1..^1]));
        var cka = new double[layers.Count, layers.Count];
        for (var i = 0; i < layers.Count; i++)
            for (var j = i; j < layers.Count; j++)
            {
                cka[i, j] = cka[j, i] = sameTokens ? LinearCka.Compute(layers[i], layers[j]) : LinearCka.OfImages(layers[i], layers[j]);
                report?.Invoke((double)(i * layers.Count + j) / (layers.Count * layers.Count));
            }
        return cka;
    }
}
