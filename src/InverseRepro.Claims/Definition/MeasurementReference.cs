using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Definition;

/// <summary>
/// Points at measurements: <c>experiment[@variant]:name[index]</c>. The index is absent (a single number), <c>[3]</c>,
/// <c>[2,3]</c> (the mean of both), <c>[1..4]</c> or <c>[*]</c> (a series in index order).
/// </summary>
/// <param name="Indices">Null: no index. Empty: <c>[*]</c>. Else the indices in order.</param>
public sealed partial record MeasurementReference(string Experiment, string Variant, string Name, IReadOnlyList<int>? Indices)
{
    /// <summary>What a reference may look like, for messages.</summary>
    public const string Grammar = "experiment[@variant]:name[index], index 3, 2,3, 1..4 or *, names of a-z 0-9 _ . -";

    public bool IsWholeSeries => Indices is { Count: 0 };

    /// <summary>Whether it points at several numbers of one cell.</summary>
    public bool IsSeries => Indices is { Count: not 1 };

    /// <summary><c>experiment</c> or <c>experiment@variant</c>.</summary>
    public string Arm => Variant == CellId.DefaultVariant ? Experiment : $"{Experiment}@{Variant}";

    /// <summary><c>name[index]</c>, without the experiment.</summary>
    public string Quantity => $"{Name}{IndexText()}";

    public static bool TryParse(string text, [NotNullWhen(true)] out MeasurementReference? reference)
    {
        reference = null;
        var match = Pattern().Match(text);
        if (!match.Success || !TryParseIndices(match.Groups["index"], out var indices))
            return false;
        var variant = match.Groups["variant"];
        reference = new(match.Groups["experiment"].Value, variant.Success ? variant.Value : CellId.DefaultVariant,
            match.Groups["name"].Value, indices);
        return true;
    }

    /// <exception cref="FormatException">The text is no reference.</exception>
    public static MeasurementReference Parse(string text) => TryParse(text, out var reference)
        ? reference
        : throw new FormatException($"'{text}' is no measurement reference; allowed: {Grammar}");

    public CellId Cell(Scale scale, Seed seed) => new(Experiment, Variant, scale, seed);

    public override string ToString() => $"{Arm}:{Quantity}";

    public bool Equals(MeasurementReference? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private string IndexText()
    {
        if (Indices is null)
            return "";
        var isRange = Indices.Count > 2 && Indices[^1] - Indices[0] == Indices.Count - 1;
        return IsWholeSeries ? "[*]" : isRange ? $"[{Indices[0]}..{Indices[^1]}]" : $"[{string.Join(',', Indices)}]";
    }

    // Indices ascend without repetition: the order of a series is the order of its indices.
    private static bool TryParseIndices(Group index, out IReadOnlyList<int>? indices)
    {
        indices = !index.Success ? null : index.Value == "*" ? [] : null;
        if (!index.Success || index.Value == "*")
            return true;
        var bounds = index.Value.Split("..");
        var numbers = (bounds.Length == 2 ? bounds : index.Value.Split(','))
            .Select(part => int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i <= 100_000 ? i : -1).ToArray();
        if (numbers.Contains(-1) || numbers.Zip(numbers.Skip(1)).Any(pair => pair.First >= pair.Second))
            return false;
        indices = bounds.Length == 2 ? [.. Enumerable.Range(numbers[0], numbers[1] - numbers[0] + 1)] : numbers;
        return true;
    }

    [GeneratedRegex(@"^(?<experiment>[a-z0-9_.-]+)(@(?<variant>[a-z0-9_.-]+))?:(?<name>[a-z0-9_.-]+)(\[(?<index>[^\[\]]+)\])?\z")]
    private static partial Regex Pattern();
}
