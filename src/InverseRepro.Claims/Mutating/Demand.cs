namespace InverseRepro.Claims.Mutating;

/// <summary>What a mutation of the values must do to a decision.</summary>
public enum Demand
{
    /// <summary>Change it, every time: the mutated values say the opposite.</summary>
    Change,

    /// <summary>Change it but for chance: on shuffled values a rule at level α may decide as before in a share α of the times.</summary>
    RarelyKeep,

    /// <summary>Nothing follows from the rule, but a decision that survives this is weak: the claim does not rest on what was mutated.</summary>
    Telling,

    /// <summary>It may survive: the mutation takes power, not truth.</summary>
    Nothing,
}
