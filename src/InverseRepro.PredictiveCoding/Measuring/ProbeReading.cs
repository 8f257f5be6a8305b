using static TorchSharp.torch;

namespace InverseRepro.PredictiveCoding.Measuring;

/// <summary>How well a probe tells the classes apart.</summary>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="Confusion">Of the pictures of each class (row), the share that the probe gives each class (column).</param>
public sealed record ProbeReading(double Accuracy, double[][] Confusion)
{
    /// <param name="labels">N, int64.</param>
    /// <param name="answers">N, int64, on the same device.</param>
    public static ProbeReading Of(Tensor labels, Tensor answers, int classes)
    {
        using var scope = NewDisposeScope();
        var pairs = labels.cpu().data<long>().ToArray().Zip(answers.cpu().data<long>().ToArray()).ToArray();
        var confusion = Enumerable.Range(0, classes).Select(_ => new double[classes]).ToArray();
        foreach (var ofClass in pairs.GroupBy(p => p.First))
            foreach (var (label, answer) in ofClass)
                confusion[label][answer] += 1.0 / ofClass.Count();
        return new(pairs.Count(p => p.First == p.Second) / (double)pairs.Length, confusion);
    }
}
