namespace InverseRepro.Claims.Storing;

/// <summary>The store or an artefact cannot be used. One line: what is wrong, where, and what to do.</summary>
public class StoreException(string message, Exception? cause = null) : Exception(message, cause);
