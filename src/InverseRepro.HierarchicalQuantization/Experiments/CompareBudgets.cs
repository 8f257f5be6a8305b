using InverseRepro.Experiments;
using InverseRepro.HierarchicalQuantization.Budgets;
using InverseRepro.HierarchicalQuantization.Measuring;

namespace InverseRepro.HierarchicalQuantization.Experiments;

/// <summary>
/// One level against two under every notion of an equal budget, indexed by <see cref="BudgetNotion"/>: 0 bits, 1 parameters, 2 both.
/// <c>log_mse01_gain</c>: ln MSE of two levels minus that of one, above 0 where one level is better. <c>bits_mismatch</c> and
/// <c>parameters_mismatch</c>: how far the budgets are apart, as a share of that of two levels.
/// </summary>
public static class CompareBudgets
{
    public const string Name = "compare-budgets";

    public static void Run(CompareBudgetsSettings settings, ICell cell)
    {
        TrainedNumbers Of(string variant) => TrainedNumbers.Load(cell.RequiredArtefact(TrainVqVae.Name, TrainVqVae.Numbers, variant));
        var two = Of(settings.TwoLevels);
        foreach (var (notion, variant) in settings.Matched.Index())
        {
            var one = Of(variant);
            cell.Record("log_mse01_gain", Math.Log(two.Mse01 / one.Mse01), index: notion);
            cell.Record("bits_mismatch", Math.Abs(one.Bits / two.Bits - 1), index: notion);
            cell.Record("parameters_mismatch", Math.Abs((double)one.Parameters / two.Parameters - 1), index: notion);
        }
    }
}
