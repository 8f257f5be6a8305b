namespace InverseRepro.Runner.Planning;

/// <summary>Data or weights that cells need and that are not here.</summary>
/// <param name="Name">Of the requirement.</param>
/// <param name="Problem">One sentence: what is missing and where it was looked for.</param>
public sealed record MissingData(string Name, string Problem);
