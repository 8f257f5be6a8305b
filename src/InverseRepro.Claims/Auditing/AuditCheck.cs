namespace InverseRepro.Claims.Auditing;

/// <summary>What an audit looks at.</summary>
public enum AuditCheck
{
    /// <summary>The verdict follows from the stored values.</summary>
    Verdict,

    /// <summary>Rule and margins are those the verdict was decided by.</summary>
    Rule,

    /// <summary>No seed counts twice.</summary>
    Seeds,

    /// <summary>No negative control is supported.</summary>
    Control,

    /// <summary>Every file a cell left has the recorded hash.</summary>
    Artefact,

    /// <summary>Claims and baselines belong together one to one, and a baseline's verdict follows from its values.</summary>
    Baseline,

    /// <summary>Claims and tests belong together one to one.</summary>
    Test,

    /// <summary>The store can be read.</summary>
    Store,
}
