using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using InverseRepro.Claims.Storing;
using InverseRepro.Claims.Storing.Shards;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Frozen;

/// <summary>
/// A frozen plan on disk: <c>plan.json</c>, <c>cells.tsv</c>, and what its cells leave in <c>shards/</c>, <c>cells/</c>
/// (artefacts) and <c>logs/</c>. The folder is all that a cell reads and writes, and may lie on a network file system.
/// </summary>
public sealed class PlanFolder
{
    private const string Header = "plan.json", Table = "cells.tsv", Unfinished = ".unfinished-";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private PlanFolder(string path, FrozenPlan plan) => (Path, Plan) = (path, plan);

    /// <summary>The full path.</summary>
    public string Path { get; }

    public FrozenPlan Plan { get; }

    public ShardFolder Shards => new(System.IO.Path.Combine(Path, "shards"));

    /// <summary>What cells hand on to those that require them; each attempt has a folder of its own there.</summary>
    public ArtefactStore Artefacts => new(Path);

    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>What a cell printed, all its attempts.</summary>
    public string LogOf(int index) => System.IO.Path.Combine(Logs, string.Create(CultureInfo.InvariantCulture, $"{index}.log"));

    /// <summary>Writes a plan to a folder of its own in <paramref name="root"/>; it appears there as a whole.</summary>
    /// <param name="provide">Adds to the folder, before it appears, what the plan's cells need of the record.</param>
    public static PlanFolder Create(string root, FrozenPlan plan, Action<PlanFolder> provide)
    {
        var table = CellTable.Write(plan.Cells);
        var header = new PlanHeader("", plan.Scale, plan.Seeds, plan.Run, plan.Threads, plan.DataRoot, plan.Build, Hash(table), plan.Claims);
        plan = plan with { Id = IdOf(header) };
        var (final, draft) = (System.IO.Path.Combine(root, plan.Id), System.IO.Path.Combine(root, Unfinished + plan.Id));
        Directory.CreateDirectory(System.IO.Path.Combine(draft, "logs"));
        File.WriteAllText(System.IO.Path.Combine(draft, Table), table);
        File.WriteAllText(System.IO.Path.Combine(draft, Header), JsonSerializer.Serialize(header with { Id = plan.Id }, Json) + "\n");
        provide(new PlanFolder(draft, plan));
        Directory.Move(draft, final);
        return new PlanFolder(System.IO.Path.GetFullPath(final), plan);
    }

    /// <exception cref="RunnerException">There is no plan, or it is not as it was frozen.</exception>
    public static PlanFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var file = System.IO.Path.Combine(path, Header);
        if (!File.Exists(file))
            throw new RunnerException($"there is no plan in '{path}'; name a folder that 'repro submit' made");
        try
        {
            var header = JsonSerializer.Deserialize<PlanHeader>(File.ReadAllText(file), Json) ?? throw new FormatException("it is empty");
            var table = File.ReadAllText(System.IO.Path.Combine(path, Table));
            return header.Id == IdOf(header) && header.Cells == Hash(table)
                ? new PlanFolder(path, new FrozenPlan(header.Id, header.Scale, header.Seeds, header.Run, header.Threads, header.DataRoot, header.Build,
                    header.Claims, CellTable.Read(table, header.Scale)))
                : throw new FormatException("its content is not what its id says: it was changed after it was frozen");
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RunnerException($"the plan in '{path}' cannot be used: {e.Message.TrimEnd('.')}; restore it, or submit anew", e);
        }
    }

    private static string IdOf(PlanHeader header) => Hash(JsonSerializer.Serialize(header with { Id = "" }, Json))[..12];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <param name="Cells">SHA-256 of the table.</param>
    private sealed record PlanHeader(string Id, Scale Scale, int? Seeds, RunRecord Run, int Threads, string DataRoot, string Build, string Cells,
        IReadOnlyList<FrozenClaim> Claims);
}
