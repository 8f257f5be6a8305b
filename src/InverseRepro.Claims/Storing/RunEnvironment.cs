using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace InverseRepro.Claims.Storing;

/// <summary>The facts of a run that can be found without a tensor library.</summary>
public static class RunEnvironment
{
    /// <summary>The commit where there is no checkout.</summary>
    public const string Unknown = "unknown";

    /// <summary>A run that starts now. Outside a git checkout, or without git, the commit is "unknown".</summary>
    /// <param name="folder">In the checkout.</param>
    /// <param name="command">As the user gave it.</param>
    public static RunRecord Capture(string folder, string command, string engine, string device, string deviceClass, TimeProvider clock)
    {
        var commit = Git(folder, "rev-parse", "HEAD") ?? Unknown;
        var dirty = commit != Unknown && Git(folder, "status", "--porcelain") != "";
        return new RunRecord(0, clock.GetUtcNow(), null, commit, dirty, engine, device, deviceClass, Host(),
            $"{RuntimeInformation.FrameworkDescription} {RuntimeInformation.RuntimeIdentifier}", Packages(), command, "running");
    }

    private static string Host() =>
        $"{Environment.MachineName}, {RuntimeInformation.OSDescription}, {Processor()}, {Environment.ProcessorCount} cores";

    private static string Processor()
    {
        const string cpuInfo = "/proc/cpuinfo";
        var model = File.Exists(cpuInfo) ? File.ReadLines(cpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return model?[(model.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>Name → version of every package the program was built with, from its <c>deps.json</c>.</summary>
    private static SortedDictionary<string, string> Packages()
    {
        var packages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var files = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string ?? "").Split(Path.PathSeparator, ';');
        if (files.FirstOrDefault(File.Exists) is not { } file)
            return packages;
        using var deps = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var library in deps.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() == "package" && library.Name.Split('/') is [var name, var version])
                packages[name] = version;
        }
        return packages;
    }

    /// <summary>What git prints, or null where there is no git or no checkout.</summary>
    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", ["--no-optional-locks", "-C", folder, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
