namespace InverseRepro.Runner.Planning;

/// <summary>What an expectation rests on.</summary>
public enum CostBasis
{
    /// <summary>Cells of the same experiment, scale and settings in the store.</summary>
    Measured,

    /// <summary>What the paper's catalogue declares, by arithmetic on the settings.</summary>
    Declared,

    /// <summary>Nothing: none is stored and nothing is declared.</summary>
    Unknown,
}
