using System.Diagnostics;

namespace InverseRepro.Cli.Tests;

/// <summary>The command in a process of its own: what it loads, and how it takes Ctrl-C.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("repro-process-").FullName;

    [SkippableTheory]
    [InlineData("--help")]
    [InlineData("data", "list")]
    [InlineData("data", "check")]
    [InlineData("weights", "inspect", "weights/none.pth")]
    public void No_libtorch_is_loaded_where_there_are_no_tensors(params string[] arguments)
    {
        var log = ReproProcess.Run(_folder, arguments).Linker;
        Skip.If(log.Length == 0, "this dynamic linker keeps no log");
        log.Should().Contain("libcoreclr").And.NotContain("libtorch").And.NotContain("libc10");
    }

    [SkippableFact]
    public void Ctrl_C_keeps_what_was_fetched_and_proxies_are_those_of_the_environment()
    {
        using var proxy = new LocalServer(_ => new Sent(200, new byte[100_000], "ETag: \"v1\"") { Claimed = 252_907_541 });
        using var process = ReproProcess.Start(_folder, ["data", "fetch", "coco-2017"], ("http_proxy", proxy.Address("").ToString()), ("no_proxy", ""));
        while (process.StandardError.ReadLine() is { } line && !line.Contains("trying again"))
        {
            // until it was cut off once
        }
        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            kill.WaitForExit();
        process.StandardError.ReadToEnd().Should().Contain("repro: interrupted; what was finished is kept");
        process.WaitForExit();
        process.ExitCode.Should().Be(ExitCode.Interrupted);
        proxy.Asked[0].Path.Should().Be("http://images.cocodataset.org/annotations/annotations_trainval2017.zip");
        new FileInfo(Path.Combine(_folder, "data", "coco-2017", "annotations_trainval2017.zip.part")).Length.Should().Be(100_000);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
