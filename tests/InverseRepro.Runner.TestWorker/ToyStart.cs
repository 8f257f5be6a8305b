using System.Globalization;

namespace InverseRepro.Runner.TestWorker;

/// <summary>The start of a worker as slow as a test wants it, written down in a file.</summary>
public static class ToyStart
{
    public const string File = "TOY_STARTS", Milliseconds = "TOY_START_MS";

    private const char Begun = 'b', Done = 'd';

    /// <summary>As the environment says; nothing where it names no file.</summary>
    public static void Load()
    {
        if (Environment.GetEnvironmentVariable(File) is not { } file)
            return;
        System.IO.File.AppendAllText(file, $"{Begun}");
        Thread.Sleep(int.Parse(Environment.GetEnvironmentVariable(Milliseconds)!, CultureInfo.InvariantCulture));
        System.IO.File.AppendAllText(file, $"{Done}");
    }

    /// <summary>How many workers have begun to start and how many of them are ready.</summary>
    public static (int Begun, int Done) Read(string file)
    {
        var text = System.IO.File.Exists(file) ? System.IO.File.ReadAllText(file) : "";
        return (text.Count(c => c == Begun), text.Count(c => c == Done));
    }
}
