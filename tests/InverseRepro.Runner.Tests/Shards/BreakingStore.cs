using System.Reflection;
using System.Runtime.ExceptionServices;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Runner.Tests.Shards;

/// <summary>A store that does something terrible at one of its calls; within a merge, when two of its cells have been sent.</summary>
internal class BreakingStore : DispatchProxy
{
    private IStore _store = null!;
    private string _method = "";
    private int _callsLeft;
    private Action _break = null!;

    /// <param name="call">1: at the first call of the method.</param>
    public static IStore Of(IStore store, string method, int call, Action @break)
    {
        var proxy = Create<IStore, BreakingStore>();
        var breaking = (BreakingStore)(object)proxy;
        (breaking._store, breaking._method, breaking._callsLeft, breaking._break) = (store, method, call, @break);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == _method && --_callsLeft == 0)
        {
            if (args![^1] is IReadOnlyCollection<CellRecord> cells)
                args[^1] = new BreakingCells(cells, _break);
            else
                _break();
        }
        try
        {
            return targetMethod.Invoke(_store, args);
        }
        catch (TargetInvocationException inner)
        {
            ExceptionDispatchInfo.Throw(inner.InnerException!);
            throw;
        }
    }

    private sealed class BreakingCells(IReadOnlyCollection<CellRecord> cells, Action @break) : IReadOnlyCollection<CellRecord>
    {
        private const int Sent = 2;

        public int Count => cells.Count;

        public IEnumerator<CellRecord> GetEnumerator()
        {
            foreach (var (index, cell) in cells.Index())
            {
                if (index == Sent)
                    @break();
                yield return cell;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
