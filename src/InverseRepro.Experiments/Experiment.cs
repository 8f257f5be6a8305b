using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InverseRepro.Experiments;

/// <summary>
/// One record of settings and one method that, for one seed, trains and measures. Knows nothing of claims and of the store.
/// </summary>
public sealed class Experiment
{
    private static readonly JsonSerializerOptions CanonicalJson = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly IReadOnlyDictionary<(Scale Scale, string Variant), object> _settings;
    private readonly Func<object, IEnumerable<Requirement>> _requirements;
    private readonly Action<object, ICell> _run;
    private readonly Func<object, CellWork?> _expected;

    private Experiment(string name, string summary, Assembly code, IReadOnlyDictionary<(Scale, string), object> settings,
        Func<object, IEnumerable<Requirement>> requirements, Action<object, ICell> run, Func<object, CellWork?> expected, bool timed) =>
        (Name, Summary, Code, _settings, _requirements, _run, _expected, IsTimed) = (name, summary, code, settings, requirements, run, expected, timed);

    /// <summary>As claim files write it, e.g. <c>invert-modular</c>.</summary>
    public string Name { get; }

    /// <summary>One sentence for people.</summary>
    public string Summary { get; }

    /// <summary>The assembly whose code decides the numbers; its module id is part of every cell's key.</summary>
    public Assembly Code { get; }

    /// <summary>Whether it measures how long something takes: a run then lets nothing else run, nor start, beside its cells.</summary>
    public bool IsTimed { get; }

    /// <summary>Every scale and variant there are settings for.</summary>
    public IEnumerable<(Scale Scale, string Variant)> Variants => _settings.Keys;

    /// <param name="settings">The settings of each scale and variant; <see cref="CellId.DefaultVariant"/> is the plain one.</param>
    /// <param name="requirements">The cells and data sets that a cell with these settings needs.</param>
    /// <param name="run">Trains and measures one cell.</param>
    /// <param name="expected">What a cell with these settings has to do; null where nothing is said of it.</param>
    /// <param name="timed">See <see cref="IsTimed"/>.</param>
    public static Experiment Define<TSettings>(string name, string summary,
        IReadOnlyDictionary<(Scale, string), TSettings> settings,
        Func<TSettings, IEnumerable<Requirement>> requirements, Action<TSettings, ICell> run, Func<TSettings, CellWork?>? expected = null,
        bool timed = false) where TSettings : class =>
        new(name, summary, run.Method.Module.Assembly, settings.ToDictionary(s => s.Key, s => (object)s.Value),
            s => requirements((TSettings)s), (s, cell) => run((TSettings)s, cell), s => expected?.Invoke((TSettings)s), timed);

    public bool Has(Scale scale, string variant) => _settings.ContainsKey((scale, variant));

    /// <summary>The settings as canonical JSON: property order of the record, no white space, invariant numbers.</summary>
    public string SettingsJson(Scale scale, string variant)
    {
        var settings = Settings(scale, variant);
        return JsonSerializer.Serialize(settings, settings.GetType(), CanonicalJson);
    }

    public IEnumerable<Requirement> Requirements(Scale scale, string variant) => _requirements(Settings(scale, variant));

    /// <summary>What a cell is expected to take; null where the experiment does not declare it.</summary>
    public ExpectedCost? Expected(Scale scale, string variant) => _expected(Settings(scale, variant))?.At(scale, startsAlone: IsTimed);

    public void Run(ICell cell) => _run(Settings(cell.Id.Scale, cell.Id.Variant), cell);

    private object Settings(Scale scale, string variant) => _settings.TryGetValue((scale, variant), out var settings)
        ? settings
        : throw new ArgumentException(
            $"experiment '{Name}' has no variant '{variant}' at scale {scale.ToString().ToLowerInvariant()}; it has " +
            string.Join(", ", _settings.Keys.Select(k => $"{k.Variant} ({k.Scale.ToString().ToLowerInvariant()})")));
}
