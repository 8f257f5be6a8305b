using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Disposes, when it ends, every tensor that was made inside it and not moved out. Scopes nest; each thread has its own.
/// </summary>
public sealed partial class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;

    // A tensor knows its slot, so that it leaves in constant time; slots of those that left hold null.
    private readonly List<Tensor?> tensors = [];
    private int count;
    private bool ended;

    internal DisposeScope(DisposeScopeManager manager) => (this.manager, OuterScope) = (manager, manager.CurrentDisposeScope);

    /// <summary>The tensors the scope would dispose now.</summary>
    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            ObjectDisposedException.ThrowIf(ended, this);
            return [.. Tensors()];
        }
    }

    public int DisposablesCount
    {
        get
        {
            ObjectDisposedException.ThrowIf(ended, this);
            return count;
        }
    }

    internal DisposeScope? OuterScope { get; set; }

    public void Dispose()
    {
        if (ended)
            return;
        DisposeEverything();
        manager.RemoveDisposeScope(this);
        ended = true;
    }

    public void DisposeEverything()
    {
        ObjectDisposedException.ThrowIf(ended, this);
        var leaving = Tensors();
        tensors.Clear();
        count = 0;
        foreach (var tensor in leaving)
        {
            tensor.OwningDisposeScope = null;
            tensor.Dispose();
        }
        manager.StatisticsInstance.TensorStatistics.CountAsInScope(leaving.Length);
    }

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        var keep = new HashSet<object>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var tensor in Tensors())
        {
            if (!keep.Contains(tensor))
                tensor.Dispose();
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    /// <summary>Forgets a tensor that was disposed elsewhere.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        Remove(Managed(disposable));
    }

    public bool Contains(IDisposable disposable) => disposable is Tensor tensor && ReferenceEquals(tensor.OwningDisposeScope, this);

    internal void Add(Tensor tensor)
    {
        (tensor.OwningDisposeScope, tensor.ScopeSlot) = (this, tensors.Count);
        tensors.Add(tensor);
        count++;
    }

    internal bool Remove(Tensor tensor)
    {
        if (!Contains(tensor))
            return false;
        tensors[tensor.ScopeSlot] = null;
        tensor.OwningDisposeScope = null;
        count--;
        if (tensor.ScopeSlot == tensors.Count - 1)
            tensors.RemoveAt(tensor.ScopeSlot);
        else if (count < tensors.Count / 2 && tensors.Count > 1024)
            Compact();
        return true;
    }

    private static Tensor Managed(IDisposable disposable) =>
        disposable as Tensor ?? throw new InvalidOperationException("DisposeScope can only manage Tensor or PackedSequence");

    private Tensor[] Tensors() => [.. tensors.OfType<Tensor>()];

    private void Compact()
    {
        var kept = Tensors();
        tensors.Clear();
        foreach (var tensor in kept)
        {
            tensor.ScopeSlot = tensors.Count;
            tensors.Add(tensor);
        }
    }
}
