namespace InverseRepro.Runner.Tests;

/// <summary>A folder of one test, deleted with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("inverserepro-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
