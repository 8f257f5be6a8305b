namespace InverseRepro.Vision.Detection;

/// <summary>
/// The linear assignment problem by shortest augmenting paths (Jonker and Volgenant 1987), O(rows² · columns): as many pairs of
/// a row and a column as the smaller side has, none twice, of the least total cost.
/// </summary>
public static class LinearAssignment
{
    /// <param name="cost">Rows × columns, all finite; either may be 0.</param>
    /// <returns>The pairs in ascending order of rows. Of several optima, which one is unspecified but always the same.</returns>
    /// <exception cref="ArgumentException">A cost is not finite.</exception>
    public static IReadOnlyList<(int Row, int Column)> Solve(double[,] cost)
    {
        var (rows, columns) = (cost.GetLength(0), cost.GetLength(1));
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                if (!double.IsFinite(cost[row, column]))
                    throw new ArgumentException(
                        $"The cost of row {row} and column {column} is {cost[row, column]}; only finite costs can be compared.", nameof(cost));
        if (rows <= columns)
            return [.. new Search(rows, columns, (row, column) => cost[row, column]).Run().Select((column, row) => (row, column))];
        var rowOf = new Search(columns, rows, (row, column) => cost[column, row]).Run();
        return [.. rowOf.Select((row, column) => (row, column)).Order()];
    }

    /// <summary>Assigns one row after the other; rows ≤ columns. Potentials keep every reduced cost at least 0.</summary>
    private sealed class Search(int rows, int columns, Func<int, int, double> cost)
    {
        private const int None = -1;
        private readonly double[] _rowPotential = new double[rows], _columnPotential = new double[columns];
        private readonly int[] _rowOf = NoneOf(columns), _columnOf = NoneOf(rows);
        private readonly double[] _distance = new double[columns]; // of the shortest alternating path from the new row
        private readonly int[] _before = new int[columns]; // the row before a column on that path
        private readonly bool[] _reached = new bool[columns];

        /// <summary>The column of each row.</summary>
        internal int[] Run()
        {
            for (var row = 0; row < rows; row++)
                Augment(row, ShortestPath(row));
            return _columnOf;
        }

        // Dijkstra from a free row to the nearest free column.
        private int ShortestPath(int start)
        {
            Array.Fill(_distance, double.PositiveInfinity);
            Array.Fill(_reached, false);
            var (row, length) = (start, 0.0);
            while (true)
            {
                var nearest = None;
                for (var column = 0; column < columns; column++)
                {
                    if (_reached[column])
                        continue;
                    var through = length + cost(row, column) - _rowPotential[row] - _columnPotential[column];
                    if (through < _distance[column])
                        (_distance[column], _before[column]) = (through, row);
                    // A free column ends the path, so it goes first among equals.
                    if (nearest == None || _distance[column] < _distance[nearest]
                        || (_distance[column] == _distance[nearest] && _rowOf[column] == None && _rowOf[nearest] != None))
                        nearest = column;
                }
                length = _distance[nearest];
                if (_rowOf[nearest] == None)
                {
                    UpdatePotentials(start, length);
                    return nearest;
                }
                _reached[nearest] = true;
                row = _rowOf[nearest];
            }
        }

        private void UpdatePotentials(int start, double length)
        {
            _rowPotential[start] += length;
            for (var column = 0; column < columns; column++)
                if (_reached[column])
                {
                    _rowPotential[_rowOf[column]] += length - _distance[column];
                    _columnPotential[column] -= length - _distance[column];
                }
        }

        private void Augment(int start, int column)
        {
            while (true)
            {
                var row = _before[column];
                _rowOf[column] = row;
                (_columnOf[row], column) = (column, _columnOf[row]);
                if (row == start)
                    return;
            }
        }

        private static int[] NoneOf(int count)
        {
            var none = new int[count];
            Array.Fill(none, None);
            return none;
        }
    }
}
