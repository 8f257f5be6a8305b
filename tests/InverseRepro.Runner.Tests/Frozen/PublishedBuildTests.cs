using InverseRepro.Runner.Frozen;

namespace InverseRepro.Runner.Tests.Frozen;

public sealed class PublishedBuildTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PublishedBuildTests()
    {
        Write("program/tool.dll", "code");
        Write("program/runtimes/native.so", "native");
        Write("claims/paper/claim.yaml", "id: claim");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Holds_the_program_and_the_claims_under_a_name_of_their_content()
    {
        var build = Publish();
        File.ReadAllText(Path.Combine(build.Path, "runtimes", "native.so")).Should().Be("native");
        File.ReadAllText(Path.Combine(build.Path, "claims", "paper", "claim.yaml")).Should().Be("id: claim");
        Publish().Should().Be(build);
        Write("program/tool.dll", "other code");
        Publish().Name.Should().NotBe(build.Name);
        Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "builds")).Should().HaveCount(2);
    }

    [Fact]
    public void A_published_build_can_publish_itself()
    {
        var build = Publish();
        PublishedBuild.Publish(Path.Combine(_folder.Path, "builds"), build.Path, Path.Combine(build.Path, "claims")).Should().Be(build);
    }

    [Fact]
    public void A_published_build_that_was_changed_is_refused()
    {
        var file = Path.Combine(Publish().Path, "tool.dll");
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllText(file, "patched");
        FluentActions.Invoking(Publish).Should().Throw<RunnerException>().WithMessage("*is not what it was published as*");
    }

    private PublishedBuild Publish() =>
        PublishedBuild.Publish(Path.Combine(_folder.Path, "builds"), Path.Combine(_folder.Path, "program"), Path.Combine(_folder.Path, "claims"));

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
