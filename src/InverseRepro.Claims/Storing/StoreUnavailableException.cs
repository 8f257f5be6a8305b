namespace InverseRepro.Claims.Storing;

/// <summary>The store cannot be reached, or takes nothing for the moment; later it may.</summary>
public sealed class StoreUnavailableException(string message, Exception? cause = null) : StoreException(message, cause);
