using System.Globalization;
using InverseRepro.Claims.Definition;
using InverseRepro.Claims.Storing;
using InverseRepro.Experiments;

namespace InverseRepro.Cli.Session;

/// <summary>Where and how claims are reproduced. The environment gives the defaults, options override them.</summary>
public sealed record ReproSettings
{
    /// <summary>As many as a claim may plan.</summary>
    public const int MostSeeds = ScalePlan.MostSeeds;

    public const int MostJobs = 1024;

    /// <summary>The checkout: holds <c>claims/</c> and <c>baselines/</c>.</summary>
    public required string Home { get; init; }

    public Scale Scale { get; init; } = Scale.Micro;

    /// <summary>Seeds to run instead of those planned; null: as each claim plans.</summary>
    public int? Seeds { get; init; }

    /// <summary>Worker processes at once.</summary>
    public required int Jobs { get; init; }

    /// <summary>"cpu", "cuda", or "auto": the CPU at scales micro and real, else CUDA where there is a GPU.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>The folder of real data sets.</summary>
    public required string DataRoot { get; init; }

    /// <summary>The SQLite file or the PostgreSQL database.</summary>
    public required StoreAddress Store { get; init; }

    /// <summary>The folder of the artefacts where one is named.</summary>
    public string? Artefacts { get; init; }

    public string ClaimsFolder => Path.Combine(Home, "claims");

    public string BaselinesFolder => Path.Combine(Home, "baselines");

    /// <summary>One test a claim; only in a checkout.</summary>
    public string ClaimTestsFolder => Path.Combine(Home, "tests", "InverseRepro.Claims.Reproduction");

    /// <summary>Holds the artefacts of the cells and the logs: as named, beside an SQLite file, or <c>artifacts/</c> of the checkout.</summary>
    public string ArtefactFolder => Artefacts ?? Store.ArtefactFolder(DefaultArtefacts(Home));

    public string ReportFolder => Path.Combine(ArtefactFolder, "report");

    /// <summary>Reads <c>REPRO_HOME</c>, <c>REPRO_SCALE</c>, <c>REPRO_SEEDS</c>, <c>REPRO_JOBS</c>, <c>REPRO_DEVICE</c>, <c>REPRO_DATA</c>, <c>REPRO_STORE</c> and <c>REPRO_ARTEFACTS</c>.</summary>
    /// <param name="home">The checkout where an option names it.</param>
    /// <exception cref="UsageException">A variable has a value that means nothing.</exception>
    public static ReproSettings FromEnvironment(Func<string, string?> variable, string directory, string? home = null)
    {
        string? Given(string name) => variable(name) is { Length: > 0 } value ? value : null;
        var root = RepositoryFolder.Find(home ?? Given("REPRO_HOME"), directory, AppContext.BaseDirectory);
        return new ReproSettings
        {
            Home = root,
            Scale = Given("REPRO_SCALE") is { } scale ? ParseScale(scale, "REPRO_SCALE") : Scale.Micro,
            Seeds = Given("REPRO_SEEDS") is { } seeds ? ParseCount(seeds, "REPRO_SEEDS", MostSeeds) : null,
            Jobs = Given("REPRO_JOBS") is { } jobs ? ParseCount(jobs, "REPRO_JOBS", MostJobs) : Environment.ProcessorCount,
            Device = Given("REPRO_DEVICE") is { } device ? ParseDevice(device, "REPRO_DEVICE") : "auto",
            DataRoot = Path.GetFullPath(Given("REPRO_DATA") ?? DefaultDataRoot(root), directory),
            Store = ParseStore(Given("REPRO_STORE") ?? Path.Combine(DefaultArtefacts(root), "repro.db"), "REPRO_STORE", directory),
            Artefacts = Given("REPRO_ARTEFACTS") is { } artefacts ? Path.GetFullPath(artefacts, directory) : null,
        };
    }

    public static Scale ParseScale(string text, string where) =>
        Enum.TryParse<Scale>(text, ignoreCase: true, out var scale) && Enum.IsDefined(scale) && !char.IsAsciiDigit(text[0])
            ? scale
            : throw new UsageException($"{where}: '{text}' is no scale; there are micro, real, gpu and paper");

    public static string ParseDevice(string text, string where) => text.ToLowerInvariant() is var device and ("cpu" or "cuda" or "auto")
        ? device
        : throw new UsageException($"{where}: '{text}' is no device; there are cpu, cuda and auto");

    /// <param name="most">Beyond which a number is a slip of the pen: planning alone would take all memory.</param>
    public static int ParseCount(string text, string where, int most)
    {
        if (text.Length == 0 || !text.All(char.IsAsciiDigit) || text.All(c => c == '0'))
            throw new UsageException($"{where}: '{text}' is no positive whole number");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= most
            ? count
            : throw new UsageException($"{where}: {text} is more than {most.ToString(CultureInfo.InvariantCulture)}, the most there can be");
    }

    /// <summary>A file, which need not exist, or a connection string.</summary>
    public static StoreAddress ParseStore(string text, string where, string directory)
    {
        try
        {
            return StoreAddress.Parse(text, directory);
        }
        catch (StoreException e)
        {
            throw new UsageException($"{where}: {e.Message}");
        }
    }

    private static string DefaultArtefacts(string root) => Path.Combine(root, "artifacts");

    // data/ of the checkout; where there is none, data shared by checkouts that lie side by side.
    private static string DefaultDataRoot(string root)
    {
        var own = Path.Combine(root, "data");
        var shared = Path.Combine(root, "..", "shared", "data");
        return !Directory.Exists(own) && Directory.Exists(shared) ? shared : own;
    }
}
