using System.Reflection;
using System.Runtime.ExceptionServices;
using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Runner.Tests.Shards;

/// <summary>A store that does something terrible at one of its calls; where that takes several things, when two of them have been sent.</summary>
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
            switch (args![^1])
            {
                case IReadOnlyCollection<CellRecord> cells:
                    args[^1] = new Breaking<CellRecord>(cells, _break);
                    break;
                case IReadOnlyCollection<(Verdict, IReadOnlyList<string>)> verdicts:
                    args[^1] = new Breaking<(Verdict, IReadOnlyList<string>)>(verdicts, _break);
                    break;
                default:
                    _break();
                    break;
            }
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

    private sealed class Breaking<T>(IReadOnlyCollection<T> things, Action @break) : IReadOnlyCollection<T>
    {
        private const int Sent = 2;

        public int Count => things.Count;

        public IEnumerator<T> GetEnumerator()
        {
            foreach (var (index, thing) in things.Index())
            {
                if (index == Sent)
                    @break();
                yield return thing;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
