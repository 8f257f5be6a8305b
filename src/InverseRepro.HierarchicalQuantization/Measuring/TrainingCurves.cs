using InverseRepro.HierarchicalQuantization.Data;
using InverseRepro.HierarchicalQuantization.Models;
using InverseRepro.HierarchicalQuantization.Quantization;

namespace InverseRepro.HierarchicalQuantization.Measuring;

/// <summary>How the bottom level's codes fare while a network trains, at each tenth of the updates.</summary>
/// <param name="select">The selection split.</param>
internal sealed class TrainingCurves(VqVae network, PictureSet select, int updates)
{
    private const int Points = 10;
    private const double LateFrom = 0.8;

    private readonly List<double> _usage = [], _dead = [], _lateErrors = [];
    private CodeUsage _seen = new(network.Quantizers[0].Codebook.Count);

    /// <summary>Share of the codes used on the selection split.</summary>
    public IReadOnlyList<double> Usage => _usage;

    /// <summary>Share of the codes that no vector of any training batch since the last point chose.</summary>
    public IReadOnlyList<double> Dead => _dead;

    /// <summary>Variance of the relative quantisation error of training batches over the last fifth of the updates.</summary>
    public double LateErrorVariance => _lateErrors.Select(e => e - _lateErrors.Average()).Sum(d => d * d) / _lateErrors.Count;

    public void Updated(int update, VqVaePass pass)
    {
        _seen.Add(pass.Indices[0]);
        if (update > LateFrom * updates)
            _lateErrors.Add(pass.RelativeErrors[0].item<float>());
        if (update * Points / updates == _usage.Count)
            return;
        _usage.Add(network.Usage(select, Evaluation.BatchSize)[0].Used);
        _dead.Add(1 - _seen.Used);
        _seen = new CodeUsage(network.Quantizers[0].Codebook.Count);
    }
}
