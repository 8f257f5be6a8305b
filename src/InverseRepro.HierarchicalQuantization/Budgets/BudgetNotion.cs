namespace InverseRepro.HierarchicalQuantization.Budgets;

/// <summary>What is equal in two networks with "the same" representational budget; the paper does not say.</summary>
public enum BudgetNotion
{
    /// <summary>Bits of the codes of a picture.</summary>
    Bits,

    /// <summary>Trained parameters, codes left out.</summary>
    Parameters,

    /// <summary>Both.</summary>
    BitsAndParameters,
}
