namespace InverseRepro.FeatureInversion.Models;

/// <summary>No published model has this id. One line: the id and those it is nearest to.</summary>
public sealed class UnknownModelException(string message) : Exception(message);
