using System.CommandLine;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Cli.Session;

namespace InverseRepro.Cli.CommandLine;

/// <summary>The options that several verbs take, with one meaning everywhere.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string?> _scale = new("--scale") { Description = "micro, real, gpu or paper (default: REPRO_SCALE, or micro)", HelpName = "SCALE" };
    private readonly Option<string?> _seeds = new("--seeds") { Description = "Seeds instead of those the claims plan", HelpName = "N" };
    private readonly Option<string?> _jobs = new("--jobs", "-j") { Description = "Worker processes at once (default: the number of cores; on CUDA at most one a GPU)", HelpName = "N" };
    private readonly Option<string?> _device = new("--device") { Description = "cpu, cuda or auto (default: the CPU at scales micro and real, else CUDA; without a GPU those are planned only)", HelpName = "DEVICE" };
    private readonly Option<string?> _data = new("--data") { Description = "The folder of real data sets (default: REPRO_DATA, or data/)", HelpName = "FOLDER" };
    private readonly Option<string?> _store = new("--store") { Description = "The record: an SQLite file, or a PostgreSQL database as \"Host=…;Database=…;Username=…\" with the password in PGPASSWORD or ~/.pgpass (default: REPRO_STORE, or artifacts/repro.db)", HelpName = "STORE" };
    private readonly Option<string?> _artefacts = new("--artefacts") { Description = "The folder of pictures and trained weights; people who share a database share it too, or train anew what others left elsewhere (default: REPRO_ARTEFACTS, or beside the SQLite file, or artifacts/)", HelpName = "FOLDER" };
    private readonly Option<string?> _repo = new("--repo") { Description = "The checkout that holds claims/ (default: REPRO_HOME, or looked for upwards)", HelpName = "FOLDER" };

    /// <summary>CLAIM…, each an identifier or a glob; none means all.</summary>
    public Argument<string[]> Claims { get; } = new("CLAIM") { Arity = ArgumentArity.ZeroOrMore, Description = "Claims, by name or glob (tvm-*); none means all" };

    public Option<bool> Core { get; } = new("--core") { Description = "Only claims of tier core, which every test run gates" };

    public Option<bool> Json { get; } = new("--json") { Description = "Write JSON to standard output" };

    /// <summary>Adds what a verb that only reads needs.</summary>
    public Command AddReading(Command command) => Add(command, _scale, _store, _artefacts, _repo);

    /// <summary>Adds what a verb that trains needs too.</summary>
    public Command AddRunning(Command command) => Add(AddReading(command), _seeds, _jobs, _device, _data);

    /// <summary>Adds what a verb that has others train needs.</summary>
    public Command AddSubmitting(Command command) => Add(AddReading(command), _seeds, _device, _data);

    /// <summary>Adds what a verb that decides on given cells needs.</summary>
    public Command AddDeciding(Command command) => Add(command, _store, _artefacts, _repo);

    public Command AddData(Command command) => Add(AddReading(command), _device, _data);

    /// <summary>Adds what a verb that looks at the data root alone needs.</summary>
    public Command AddDataRoot(Command command) => Add(command, _data, _repo);

    /// <summary>The settings that the environment and the options make.</summary>
    /// <exception cref="UsageException">A value means nothing, or there is no checkout.</exception>
    public ReproSettings Settings(ParseResult parsed, CommandHost host)
    {
        var settings = ReproSettings.FromEnvironment(host.Variable, host.Directory, parsed.GetValue(_repo) is { } repo
            ? Path.GetFullPath(repo, host.Directory) : null);
        if (parsed.GetValue(_scale) is { } scale)
            settings = settings with { Scale = ReproSettings.ParseScale(scale, "--scale") };
        if (parsed.GetValue(_seeds) is { } seeds)
            settings = settings with { Seeds = ReproSettings.ParseCount(seeds, "--seeds", ReproSettings.MostSeeds) };
        if (parsed.GetValue(_jobs) is { } jobs)
            settings = settings with { Jobs = ReproSettings.ParseCount(jobs, "--jobs", ReproSettings.MostJobs) };
        if (parsed.GetValue(_device) is { } device)
            settings = settings with { Device = ReproSettings.ParseDevice(device, "--device") };
        if (parsed.GetValue(_data) is { } data)
            settings = settings with { DataRoot = Path.GetFullPath(data, host.Directory) };
        if (parsed.GetValue(_store) is { } store)
            settings = settings with { Store = ReproSettings.ParseStore(store, "--store", host.Directory) };
        if (parsed.GetValue(_artefacts) is { } artefacts)
            settings = settings with { Artefacts = Path.GetFullPath(artefacts, host.Directory) };
        return settings;
    }

    /// <summary>The claims that were named, of tier core only where that was asked for.</summary>
    /// <exception cref="UsageException">None is left.</exception>
    public IReadOnlyList<Claim> Chosen(ParseResult parsed, ReproSettings settings, CommandHost host)
    {
        var claims = ClaimSelection.Select(ClaimLibrary.Load(settings.ClaimsFolder), parsed.GetValue(Claims) ?? [], settings.Scale);
        return parsed.GetValue(Core) ? ClaimSelection.OfTierCore(claims, host.Say) : claims;
    }

    /// <summary>Whether a scale was asked for, by option or environment, and is not just the default.</summary>
    public bool NamesScale(ParseResult parsed, CommandHost host) => parsed.GetValue(_scale) is not null || host.Variable("REPRO_SCALE") is { Length: > 0 };

    /// <summary>The command as it was given, for the record: without passwords.</summary>
    public static string Given(ParseResult parsed) => string.Join(' ', parsed.Tokens.Select(t => StoreAddress.Presentable(t.Value)).Prepend("repro"));

    private static Command Add(Command command, params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
            command.Options.Add(option);
        return command;
    }
}
