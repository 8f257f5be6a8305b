namespace InverseRepro.MambaLength.Measuring;

/// <summary>Errors by the true and by the declared length.</summary>
/// <param name="logErrors">True × declared length, the same lengths in both.</param>
internal sealed class DeclaredLengths(double[][] logErrors)
{
    private readonly int _count = logErrors.Length;

    /// <summary>Share of true lengths at which the best declaration is at most one step from the truth.</summary>
    public double Near => logErrors.Select((row, i) => Math.Abs(Array.IndexOf(row, row.Min()) - i) <= 1 ? 1.0 : 0).Average();

    /// <summary>Mean over true lengths of the mean log error of wrong declarations over that of the true one.</summary>
    public double Advantage => Enumerable.Range(0, _count).Average(i => (logErrors[i].Sum() - logErrors[i][i]) / (_count - 1) - logErrors[i][i]);

    /// <summary>Share of all assignments of declarations to true lengths whose mean log error is as low as the true assignment's.</summary>
    public double PermutationP()
    {
        var own = Enumerable.Range(0, _count).Sum(i => logErrors[i][i]);
        var sums = Sums(0, 0, 0).ToArray();
        return (double)sums.Count(sum => sum <= own + 1e-12) / sums.Length;
    }

    private IEnumerable<double> Sums(int row, int used, double sum) => row == _count
        ? [sum]
        : Enumerable.Range(0, _count).Where(c => (used >> c & 1) == 0).SelectMany(c => Sums(row + 1, used | 1 << c, sum + logErrors[row][c]));
}
