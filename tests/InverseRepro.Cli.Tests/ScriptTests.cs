using System.Diagnostics;

namespace InverseRepro.Cli.Tests;

/// <summary>The <c>repro</c> script at the root, as far as it can be tried without installing anything.</summary>
public sealed class ScriptTests : IDisposable
{
    private static readonly string Script = Find();
    private readonly string _folder = Directory.CreateTempSubdirectory("repro script ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void Is_valid_bash()
    {
        var (code, _, error) = Bash("-n", Script);
        error.Should().BeEmpty();
        code.Should().Be(0);
    }

    [SkippableFact]
    public void Help_needs_nothing_and_works_from_any_folder()
    {
        var (code, output, _) = Bash(Script, "--help");
        code.Should().Be(0);
        output.Should().Contain("repro");
    }

    [SkippableFact]
    public void Without_rights_it_prints_the_one_command_to_run_and_exits_3()
    {
        Program("id", "echo 1000");
        Program("sudo", "exit 1");
        Program("apt-get", "echo must not run >&2; exit 99");
        var (code, _, error) = Bash("-c", $"PATH='{_folder}':\"$PATH\" REPRO_LIBRARIES='{_folder}' '{Script}' setup </dev/null");
        code.Should().Be(3);
        error.Should().Contain("missing: libpng16-16 (reads and writes PNG pictures)")
            .And.Contain("sudo apt-get install -y --no-install-recommends").And.NotContain("must not run");
    }

    [SkippableFact]
    public void Without_apt_it_says_what_is_missing_and_exits_3()
    {
        foreach (var tool in new[] { "bash", "dirname", "readlink", "uname", "dotnet", "g++", "find" })
            Program(tool, $"exec \"$(PATH='{Environment.GetEnvironmentVariable("PATH")}' command -v {tool})\" \"$@\"");
        var (code, _, error) = Bash("-c", $"PATH='{_folder}' REPRO_LIBRARIES='{_folder}' '{Script}' setup </dev/null");
        code.Should().Be(3);
        error.Should().Contain("this system has no apt-get").And.Contain("LIBTORCH=");
    }

    private void Program(string name, string body)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int Code, string Output, string Error) Bash(params string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the set-up of packages is for Debian");
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "InverseRepro.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests must lie in the checkout");
        return Path.Combine(folder, "repro");
    }
}
