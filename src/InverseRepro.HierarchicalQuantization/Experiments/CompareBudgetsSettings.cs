using InverseRepro.HierarchicalQuantization.Budgets;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <param name="TwoLevels">Variant of <see cref="TrainVqVae"/> that sets the budget.</param>
/// <param name="Matched">Variants with one level that match it, by <see cref="BudgetNotion"/> in its order.</param>
public sealed record CompareBudgetsSettings(string TwoLevels, IReadOnlyList<string> Matched);
