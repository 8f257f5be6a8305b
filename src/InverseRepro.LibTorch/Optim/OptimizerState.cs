using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Forgets everything.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Takes over a copy of another state's values.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    public virtual void to(Device device) { }

    private protected abstract void Release();

    internal void Dispose() => Release();

    /// <summary>A copy on this parameter's device that outlives dispose scopes.</summary>
    private protected Tensor Copy(Tensor source)
    {
        using var moved = source.to(_parameter.device);
        return moved.clone().DetachFromDisposeScope();
    }
}
