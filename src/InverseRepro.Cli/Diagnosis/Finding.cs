namespace InverseRepro.Cli.Diagnosis;

public enum FindingState
{
    Good,

    /// <summary>Something works less well or not at all, but the micro scale runs.</summary>
    Optional,

    /// <summary>Nothing can be measured until this is mended.</summary>
    Missing,
}

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Advice">What to do; null where all is well.</param>
public sealed record Finding(string Name, FindingState State, string Detail, string? Advice = null)
{
    public static Finding Good(string name, string detail) => new(name, FindingState.Good, detail);

    public static Finding Optional(string name, string detail, string advice) => new(name, FindingState.Optional, detail, advice);

    public static Finding Missing(string name, string detail, string advice) => new(name, FindingState.Missing, detail, advice);
}
