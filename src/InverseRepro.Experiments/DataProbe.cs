namespace InverseRepro.Experiments;

/// <summary>What was found of a data set.</summary>
/// <param name="Fingerprint">Changes whenever the content does; part of the keys of the cells that read it. Null where absent.</param>
/// <param name="Problem">Null where present; else one sentence: what is missing, where it was looked for, what to do.</param>
public sealed record DataProbe(string? Fingerprint, string? Problem)
{
    public bool IsPresent => Problem is null;

    public static DataProbe Present(string fingerprint) => new(fingerprint, null);

    public static DataProbe Missing(string problem) => new(null, problem);
}
