namespace InverseRepro.MambaLength.Training;

/// <summary>What the first token says.</summary>
public enum LengthToken
{
    /// <summary>There is no such token.</summary>
    None,

    /// <summary>The number of patches.</summary>
    True,

    /// <summary>Control: always the longest number of patches.</summary>
    Constant,

    /// <summary>Control: a number of patches that has nothing to do with the sequence.</summary>
    Random,
}
