using static TorchSharp.torch;

namespace InverseRepro.Engine.Training;

/// <summary>Keeps the weights with the lowest selection loss (the paper's "best module by own validation loss").</summary>
public sealed class BestCopy(nn.Module module) : IDisposable
{
    private Dictionary<string, Tensor>? _weights;

    public double Loss { get; private set; } = double.PositiveInfinity;

    /// <summary>Remembers the present weights if <paramref name="loss"/> is the lowest so far. NaN never is.</summary>
    public void Offer(double loss)
    {
        if (!(loss < Loss))
            return;
        Dispose();
        Loss = loss;
        _weights = module.state_dict().ToDictionary(w => w.Key, w => w.Value.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Puts the best weights back; without any (every loss was NaN) the present ones stay.</summary>
    public void Restore()
    {
        if (_weights is not null)
            module.load_state_dict(_weights);
    }

    public void Dispose()
    {
        if (_weights is null)
            return;
        foreach (var weight in _weights.Values)
            weight.Dispose();
        _weights = null;
    }
}
