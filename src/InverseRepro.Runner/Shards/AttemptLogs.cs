using System.Globalization;
using InverseRepro.Runner.Frozen;

namespace InverseRepro.Runner.Shards;

/// <summary>What the attempts at cells printed: each cell's own log, and the scheduler's beside it.</summary>
internal sealed class AttemptLogs(PlanFolder folder)
{
    private const int TailBytes = 16 << 10;

    private readonly Lazy<ILookup<int, string>> _files = new(() =>
        (Directory.Exists(folder.Logs) ? Directory.EnumerateFiles(folder.Logs, "*.log") : []).Order(StringComparer.Ordinal).ToLookup(IndexOf));

    /// <summary>Where the tasks of an array write: an array starts at some cell of the plan, and its tasks count from 0.</summary>
    /// <param name="task">The scheduler's word for the task's number.</param>
    public static string Pattern(PlanFolder folder, int offset, string task) =>
        Path.Combine(folder.Logs, string.Create(CultureInfo.InvariantCulture, $"{offset}+{task}.log"));

    /// <summary>The last lines of a cell, oldest first.</summary>
    public IReadOnlyList<string> Tail(int index, int lines) => [.. _files.Value[index].SelectMany(Lines).Where(l => l.Length > 0).TakeLast(lines)];

    private static int IndexOf(string file)
    {
        var numbers = Path.GetFileNameWithoutExtension(file).Split('+')
            .Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToList();
        return numbers.Contains(-1) ? -1 : numbers.Sum();
    }

    private static string[] Lines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(-Math.Min(TailBytes, stream.Length), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
