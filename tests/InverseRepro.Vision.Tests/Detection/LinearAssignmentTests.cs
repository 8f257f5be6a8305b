using System.Text.Json;
using InverseRepro.Experiments;
using InverseRepro.Vision.Detection;

namespace InverseRepro.Vision.Tests.Detection;

public sealed class LinearAssignmentTests
{
    [SkippableFact]
    public void Finds_the_optimum_of_every_golden_problem_and_its_pairs_where_they_are_unique()
    {
        var cases = Golden.Algorithm("linear_sum_assignment.json").GetProperty("cases").EnumerateArray().ToList();

        cases.Should().HaveCount(20);
        foreach (var problem in cases)
        {
            var cost = Matrix(problem.GetProperty("cost"));
            var optimum = problem.GetProperty("total_cost").GetDouble();
            var pairs = LinearAssignment.Solve(cost);
            Total(cost, pairs).Should().BeApproximately(optimum, 1e-12 * Math.Max(1, Math.Abs(optimum)));
            if (problem.GetProperty("optimum_is_unique").GetBoolean())
                pairs.Should().Equal(Indices(problem, "rows").Zip(Indices(problem, "cols")));
        }
    }

    [Fact]
    public void Is_as_good_as_trying_all_assignments()
    {
        var random = new Seed(7).Stream();
        for (var round = 0; round < 300; round++)
        {
            var (rows, columns) = (1 + random.NextInt(5), 1 + random.NextInt(5));
            var ties = random.NextInt(2) == 0;
            var cost = new double[rows, columns];
            for (var r = 0; r < rows; r++)
                for (var c = 0; c < columns; c++)
                    cost[r, c] = ties ? random.NextInt(4) : random.NextGaussian();

            var pairs = LinearAssignment.Solve(cost);

            pairs.Should().HaveCount(Math.Min(rows, columns));
            pairs.Select(p => p.Row).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
            pairs.Select(p => p.Column).Should().OnlyHaveUniqueItems();
            Total(cost, pairs).Should().BeApproximately(Cheapest(cost), 1e-12);
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void Nothing_is_assigned_to_nothing(int rows, int columns) => LinearAssignment.Solve(new double[rows, columns]).Should().BeEmpty();

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Refuses_costs_that_cannot_be_compared(double bad)
    {
        var solve = () => LinearAssignment.Solve(new[,] { { 1, 2 }, { 3, bad } });

        solve.Should().Throw<ArgumentException>().WithMessage($"The cost of row 1 and column 1 is {bad}; only finite costs can be compared.*");
    }

    private static double Total(double[,] cost, IEnumerable<(int Row, int Column)> pairs) => pairs.Sum(p => cost[p.Row, p.Column]);

    /// <summary>Every way to give each row of the smaller side another column.</summary>
    private static double Cheapest(double[,] cost)
    {
        var (rows, columns) = (cost.GetLength(0), cost.GetLength(1));
        return rows <= columns
            ? From(0, new bool[columns], (r, c) => cost[r, c], rows)
            : From(0, new bool[rows], (c, r) => cost[r, c], columns);

        static double From(int row, bool[] taken, Func<int, int, double> cost, int rows)
        {
            if (row == rows)
                return 0;
            var least = double.PositiveInfinity;
            for (var column = 0; column < taken.Length; column++)
            {
                if (taken[column])
                    continue;
                taken[column] = true;
                least = Math.Min(least, cost(row, column) + From(row + 1, taken, cost, rows));
                taken[column] = false;
            }
            return least;
        }
    }

    private static double[,] Matrix(JsonElement tensor)
    {
        var (shape, numbers) = (Golden.Shape(tensor), Golden.Numbers(tensor));
        var matrix = new double[shape[0], shape[1]];
        Buffer.BlockCopy(numbers, 0, matrix, 0, numbers.Length * sizeof(double));
        return matrix;
    }

    private static IEnumerable<int> Indices(JsonElement problem, string name) => problem.GetProperty(name).EnumerateArray().Select(v => v.GetInt32());
}
