namespace TorchSharp;

/// <summary>The stack of dispose scopes of a thread.</summary>
public sealed class DisposeScopeManager
{
    private const int StorageCapacity = 256;

    [ThreadStatic] private static DisposeScopeManager? _current;

    private readonly Stack<List<torch.Tensor>> _storage = new();
    private DisposeScope? _innermost;

    private DisposeScopeManager() { }

    internal static DisposeScope NewDisposeScope()
    {
        var manager = _current ??= new DisposeScopeManager();
        var storage = manager._storage.Count > 0 ? manager._storage.Pop() : new List<torch.Tensor>(StorageCapacity);
        return manager._innermost = new DisposeScope(manager, manager._innermost, storage);
    }

    internal static DisposeScope? Innermost => _current?._innermost;

    internal static void Register(torch.Tensor tensor) => _current?._innermost?.Add(tensor);

    internal void Close(DisposeScope scope)
    {
        // Scopes inside one that is closed out of order are closed with it.
        while (_innermost is not null && _innermost != scope)
            _innermost.Dispose();
        _innermost = scope.OuterScope;
    }

    internal void Recycle(List<torch.Tensor> storage) => _storage.Push(storage);
}
