namespace TorchSharp;

/// <summary>How many tensors a thread made, moved and disposed.</summary>
public class LifetimeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }

    public long DisposedOutsideScopeCount { get; internal set; }

    public long CreatedInScopeCount { get; internal set; }

    public long DisposedInScopeCount { get; internal set; }

    public long AttachedToScopeCount { get; internal set; }

    public long DetachedFromScopeCount { get; internal set; }

    public long ThreadTotalLiveCount =>
        CreatedInScopeCount - DisposedInScopeCount + CreatedOutsideScopeCount - DisposedOutsideScopeCount;

    /// <summary>Tensors that a scope released before disposing them were disposed in a scope all the same.</summary>
    internal void CountAsInScope(int disposed)
    {
        DisposedOutsideScopeCount -= disposed;
        DisposedInScopeCount += disposed;
    }

    public void Reset()
    {
        (CreatedOutsideScopeCount, DisposedOutsideScopeCount, CreatedInScopeCount) = (0, 0, 0);
        (DisposedInScopeCount, AttachedToScopeCount, DetachedFromScopeCount) = (0, 0, 0);
    }
}
