using System.Diagnostics;
using InverseRepro.Claims.Storing;

namespace InverseRepro.Claims.Tests.Storing;

public sealed class RunEnvironmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private RunRecord Capture() => RunEnvironment.Capture(_folder.Path, "repro run", "libtorch", "cpu", "cpu-avx2", TimeProvider.System);

    [Fact]
    public void Works_outside_a_checkout()
    {
        var run = Capture();
        (run.Commit, run.Dirty, run.State).Should().Be(("unknown", false, "running"));
        run.Runtime.Should().StartWith(".NET ");
        run.Packages.Should().ContainKey("xunit");
    }

    [SkippableFact]
    public void Names_the_commit_and_sees_changes()
    {
        Skip.IfNot(Git("init", "-q"), "git is not installed");
        File.WriteAllText(_folder["file"], "one");
        Git("add", "file");
        Git("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "-m", "Add a file");
        var clean = Capture();
        clean.Commit.Should().MatchRegex("^[0-9a-f]{40}$");
        clean.Dirty.Should().BeFalse();
        File.WriteAllText(_folder["file"], "two");
        Capture().Dirty.Should().BeTrue();
    }

    private bool Git(params string[] arguments)
    {
        try
        {
            using var process = Process.Start("git", ["-C", _folder.Path, .. arguments]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
