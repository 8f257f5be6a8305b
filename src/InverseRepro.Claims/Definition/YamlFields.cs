using System.Globalization;
using InverseRepro.Experiments;
using YamlDotNet.RepresentationModel;

namespace InverseRepro.Claims.Definition;

/// <summary>
/// One mapping of a claim file, read key by key. A fault is recorded with its line and reading goes on with a stand-in, so
/// that one pass finds all faults.
/// </summary>
internal sealed class YamlFields
{
    private readonly Dictionary<string, YamlNode> _values = [];
    private readonly Dictionary<string, long> _lines = [];
    private readonly ClaimProblems _problems;
    private readonly string _what;
    private readonly bool _isMapping;

    public YamlFields(YamlNode node, string what, ClaimProblems problems, params string[] allowed)
    {
        (_what, _problems, Line) = (what, problems, node.Start.Line);
        _isMapping = node is YamlMappingNode;
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(Line, $"{what} is no mapping", $"its keys: {string.Join(", ", allowed)}");
            return;
        }
        foreach (var (key, value) in mapping.Children)
            if (key is YamlScalarNode { Value: { } name } && allowed.Contains(name))
                (_values[name], _lines[name]) = (value, key.Start.Line);
            else
                problems.Add(key.Start.Line, $"{what} has an unknown key '{key}'", $"allowed: {string.Join(", ", allowed)}");
    }

    public long Line { get; }

    public IEnumerable<string> Keys => _values.Keys;

    public bool Has(string key) => _values.ContainsKey(key);

    public long LineOf(string key) => _lines.GetValueOrDefault(key, Line);

    public YamlNode? Optional(string key) => _values.GetValueOrDefault(key);

    public YamlNode? Required(string key, string allowed)
    {
        if (_isMapping && !Has(key))
            Fault(key, "is missing", allowed);
        return Optional(key);
    }

    /// <summary>Records a fault of the value under <paramref name="key"/>.</summary>
    public void Fault(string key, string fault, string allowed) => _problems.Add(LineOf(key), $"{_what}: '{key}' {fault}", allowed);

    public string? OptionalText(string key) => Has(key) ? Text(key, "text") : null;

    public string Text(string key, string allowed)
    {
        var value = Required(key, allowed);
        if (value is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text))
            return text.Trim();
        if (value is not null)
            Fault(key, "is no text", allowed);
        return "";
    }

    /// <summary>A finite number that <paramref name="valid"/> accepts; 0 where faulty.</summary>
    public double Number(string key, string allowed, Func<double, bool> valid)
    {
        var text = Text(key, allowed);
        if (text == "")
            return 0;
        if (TryNumber(text, out var number) && valid(number))
            return number;
        Fault(key, $"is {text}", allowed);
        return 0;
    }

    /// <summary>One of the named values; the first of its type where faulty.</summary>
    public T OneOf<T>(string key, IReadOnlyDictionary<string, T> values) where T : struct
    {
        var allowed = $"allowed: {string.Join(", ", values.Keys)}";
        var text = Text(key, allowed);
        if (!values.TryGetValue(text, out var value) && text != "")
            Fault(key, $"is '{text}'", allowed);
        return value;
    }

    /// <summary>The entries of a list; none where the key is absent or faulty.</summary>
    public IReadOnlyList<YamlNode> Items(string key, string allowed)
    {
        if (Optional(key) is YamlSequenceNode list)
            return [.. list.Children];
        if (Has(key))
            Fault(key, "is no list", allowed);
        return [];
    }

    public IReadOnlyList<string> Texts(string key, string allowed)
    {
        var items = Items(key, allowed);
        foreach (var item in items.Where(i => i is not YamlScalarNode))
            _problems.Add(item.Start.Line, $"{_what}: an entry of '{key}' is no text", allowed);
        return [.. items.OfType<YamlScalarNode>().Select(i => i.Value ?? "")];
    }

    /// <summary>The scales named under <c>scales</c>; none where the key is absent: everywhere.</summary>
    public IReadOnlyList<Scale> Scales()
    {
        var names = Texts("scales", "a list of scales");
        foreach (var name in names.Where(n => !ClaimFile.ScaleNames.ContainsKey(n)))
            Fault("scales", $"names '{name}'", $"allowed: {string.Join(", ", ClaimFile.ScaleNames.Keys)}");
        return [.. names.Where(ClaimFile.ScaleNames.ContainsKey).Select(n => ClaimFile.ScaleNames[n])];
    }

    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
