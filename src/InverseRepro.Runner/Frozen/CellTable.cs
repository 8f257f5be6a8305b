using System.Globalization;
using System.Text;
using InverseRepro.Experiments;
using InverseRepro.Runner.Planning;

namespace InverseRepro.Runner.Frozen;

/// <summary>The cells of a plan as tab-separated lines, for people, shells and this program alike.</summary>
internal static class CellTable
{
    private const string Header = "index\tlevel\tstate\tkey\texperiment\tvariant\tseed\trequires\treason";

    public static string Write(IEnumerable<FrozenCell> cells)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var c in cells)
        {
            text.AppendJoin('\t', Text(c.Index), Text(c.Level), c.State, c.Key ?? "-", c.Id.Experiment, c.Id.Variant, c.Id.Seed,
                c.Requires.Count == 0 ? "-" : string.Join(',', c.Requires.Select(Text)), c.Reason.ReplaceLineEndings(" ").Replace('\t', ' ')).Append('\n');
        }
        return text.ToString();
    }

    /// <exception cref="FormatException">It is no such table.</exception>
    public static IReadOnlyList<FrozenCell> Read(string text, Scale scale)
    {
        var lines = text.Split('\n');
        if (lines[0] != Header)
            throw new FormatException("its first line is not the expected one");
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select((line, index) => Parse(line, index, scale))];
    }

    private static FrozenCell Parse(string line, int index, Scale scale) =>
        line.Split('\t') is [var own, var level, var state, var key, var experiment, var variant, var seed, var requires, var reason] && own == Text(index)
            ? new FrozenCell(index, Number(level), Enum.Parse<PlannedState>(state), key == "-" ? null : key,
                new CellId(experiment, variant, scale, new Seed(ulong.Parse(seed, CultureInfo.InvariantCulture))),
                requires == "-" ? [] : [.. requires.Split(',').Select(Number)], reason)
            : throw new FormatException($"its line {Text(index + 2)} is no cell");

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
