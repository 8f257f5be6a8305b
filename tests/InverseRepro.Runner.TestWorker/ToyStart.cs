using System.Globalization;

namespace InverseRepro.Runner.TestWorker;

/// <summary>The start of a worker as slow as a test wants it, written down in a folder.</summary>
public static class ToyStart
{
    public const string Folder = "TOY_STARTS", Milliseconds = "TOY_START_MS";

    private const string Begun = ".begun", Done = ".done";

    /// <summary>As the environment says; nothing where it names no folder.</summary>
    public static void Load()
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { } folder)
            return;
        // A file each: what several processes append to one at once is lost.
        var mark = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{Environment.ProcessId}");
        File.WriteAllText(mark + Begun, "");
        Thread.Sleep(int.Parse(Environment.GetEnvironmentVariable(Milliseconds)!, CultureInfo.InvariantCulture));
        File.WriteAllText(mark + Done, "");
    }

    /// <summary>How many workers have begun to start and how many of them are ready.</summary>
    public static (int Begun, int Done) Read(string folder) => (Count(folder, Begun), Count(folder, Done));

    private static int Count(string folder, string mark) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + mark).Length : 0;
}
