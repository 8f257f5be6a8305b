namespace TorchSharp;

/// <summary>
/// Disposes every tensor made while it is the innermost scope of its thread, except those moved out or detached.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private const int CompactFrom = 256;

    private readonly DisposeScopeManager _manager;
    private readonly List<torch.Tensor> _tensors;
    private int _gone;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer, List<torch.Tensor> storage) =>
        (_manager, OuterScope, _tensors) = (manager, outer, storage);

    internal DisposeScope? OuterScope { get; }

    /// <summary>Tensors that this scope will dispose.</summary>
    public int DisposablesCount => _tensors.Count - _gone;

    public bool Contains(IDisposable disposable) => disposable is torch.Tensor tensor && tensor.OwningScope == this;

    /// <summary>Hands <paramref name="disposable"/> to the scope outside this one (or to nobody, if this is the outermost).</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(OuterScope, disposable);

    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningScope?.Forget(tensor);
            scope?.Add(tensor);
        }
        return disposable;
    }

    /// <summary>No scope will dispose <paramref name="disposable"/>.</summary>
    public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

    public T Attach<T>(T disposable) where T : IDisposable => MoveToOther(this, disposable);

    /// <summary>Disposes what is in this scope now; the scope goes on.</summary>
    public void DisposeEverything()
    {
        var tensors = _tensors.ToArray();
        _tensors.Clear();
        _gone = 0;
        DisposeOwned(tensors);
    }

    public void Dispose()
    {
        _manager.Close(this);
        DisposeOwned(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tensors));
        _tensors.Clear();
        _manager.Recycle(_tensors);
    }

    internal void Add(torch.Tensor tensor)
    {
        tensor.OwningScope = this;
        _tensors.Add(tensor);
    }

    /// <summary>The tensor was disposed early or moved; its place in the list is reclaimed in bulk.</summary>
    internal void Forget(torch.Tensor tensor)
    {
        tensor.OwningScope = null;
        if (++_gone < CompactFrom || _gone * 2 < _tensors.Count)
            return;
        _tensors.RemoveAll(t => t.OwningScope != this);
        _gone = 0;
    }

    private void DisposeOwned(ReadOnlySpan<torch.Tensor> tensors)
    {
        foreach (var tensor in tensors)
        {
            if (tensor.OwningScope != this)
                continue;
            tensor.OwningScope = null;
            tensor.Dispose();
        }
    }
}
