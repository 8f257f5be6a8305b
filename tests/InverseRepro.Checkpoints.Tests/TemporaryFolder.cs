namespace InverseRepro.Checkpoints.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoints-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string[] Names() => [.. _folder.GetFileSystemInfos().Select(file => file.Name)];

    public void Dispose() => _folder.Delete(recursive: true);
}
