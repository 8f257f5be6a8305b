using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Mutating;

/// <summary>The values that one leaf of a rule reads, as a table of its own, so that mutating them touches no other leaf.</summary>
/// <param name="Rows">
/// Units × columns. The columns are the two operands where the leaf compares two (a constant stands in each row), else the
/// stages, the arms or the values; the units are seeds, or images where two operands are compared over images.
/// </param>
internal sealed record LeafValues(Rule.Leaf Leaf, IReadOnlyList<double[]> Rows)
{
    /// <summary>Null where something is not measured.</summary>
    public static LeafValues? Read(Rule.Leaf leaf, EvidenceUnit unit, EvidenceReader reader)
    {
        if (leaf is Rule.Monotone or Rule.Trend or Rule.Deterministic)
            return reader.Read(leaf.References().Single(), raw: true) is { } rows ? new(leaf, rows) : null;
        var operands = leaf.Operands().ToArray();
        var columns = operands.Select(o => o is Rule.Operand.Measured m ? Column(m.Reference, unit, reader) : null).ToArray();
        if (operands.Zip(columns).Any(o => o is (Rule.Operand.Measured, null)))
            return null;
        var count = columns.OfType<double[]>().First().Length;
        if (columns.OfType<double[]>().Any(c => c.Length != count))
            return null;
        var filled = operands.Zip(columns, (o, c) => c ?? [.. Enumerable.Repeat(((Rule.Operand.Constant)o).Value, count)]).ToArray();
        return new(leaf, [.. Enumerable.Range(0, count).Select(i => (double[])[.. filled.Select(c => c[i])])]);
    }

    /// <summary>The same leaf, reading this table as the <paramref name="number"/>-th of its rule.</summary>
    public Rule.Leaf Reading(int number, EvidenceUnit unit)
    {
        var label = Leaf.Label ?? RuleText.Of(Leaf); // what people know it by
        var named = Leaf with { Label = label };
        return named switch
        {
            Rule.Greater r => r with { Of = Operand(0), Than = Operand(1) },
            Rule.Equivalent r => r with { Of = Operand(0), To = Operand(1) },
            Rule.Ratio r => r with { Of = Operand(0), To = Operand(1) },
            Rule.Differs r => r with { Of = [.. r.Of.Select((_, arm) => Reference(number, arm, null))] },
            Rule.Monotone r => r with { Of = Reference(number, 0, []) },
            Rule.Trend r => r with { Of = Reference(number, 0, []) },
            Rule.Deterministic r => r with { Of = Reference(number, 0, []) },
            _ => throw new NotSupportedException(Leaf.GetType().Name),
        };

        Rule.Operand Operand(int column) => new Rule.Operand.Measured(Reference(number, column, unit == EvidenceUnit.Image ? [] : null));
    }

    /// <summary>The table as measurements of <see cref="Cell"/>, by seed.</summary>
    public IEnumerable<(int Seed, (string Name, int? Index) Key, double Value)> Measurements(int number, EvidenceUnit unit)
    {
        var isSeries = Leaf is Rule.Monotone or Rule.Trend or Rule.Deterministic;
        var overImages = !isSeries && unit == EvidenceUnit.Image;
        for (var row = 0; row < Rows.Count; row++)
            for (var column = 0; column < Rows[row].Length; column++)
            {
                var name = Reference(number, isSeries ? 0 : column, null).Name;
                yield return (overImages ? 0 : row, (name, isSeries ? column : overImages ? row : null), Rows[row][column]);
            }
    }

    /// <summary>The one cell of a seed that a mutated rule reads.</summary>
    public static CellId Cell(Scale scale, Seed seed) => new("mutant", CellId.DefaultVariant, scale, seed);

    // The last name stays: by it a diverged value gets its side.
    private MeasurementReference Reference(int number, int column, IReadOnlyList<int>? indices)
    {
        var read = Leaf.Operands().ElementAt(Leaf is Rule.Monotone or Rule.Trend or Rule.Deterministic ? 0 : column);
        var name = read is Rule.Operand.Measured m ? m.Reference.Name.Split('.')[^1] : "constant";
        return new("mutant", CellId.DefaultVariant, $"part{number}.operand{column}.{name}", indices);
    }

    private static double[]? Column(MeasurementReference reference, EvidenceUnit unit, EvidenceReader reader) =>
        reader.Read(reference, raw: true) is not { } rows ? null
        : unit == EvidenceUnit.Image ? rows[0]
        : [.. rows.Select(r => r.Average())];
}
