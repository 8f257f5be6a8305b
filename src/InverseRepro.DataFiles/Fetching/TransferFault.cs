namespace InverseRepro.DataFiles.Fetching;

/// <summary>An attempt failed in a way that may pass: cut off, overloaded, stalled, the file changed under way.</summary>
/// <param name="after">How long the server asks to wait; null where it does not.</param>
internal sealed class TransferFault(string message, TimeSpan? after = null, Exception? inner = null) : Exception(message, inner)
{
    public TimeSpan? After { get; } = after;
}
