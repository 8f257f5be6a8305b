namespace InverseRepro.PredictiveCoding.Models;

/// <summary>How deep a module of the family is.</summary>
public enum Complexity
{
    Small,
    Medium,
    Large,
}
