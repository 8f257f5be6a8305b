namespace InverseRepro.Runner.Execution;

/// <summary>
/// Held while a cell runs, so that two runs on one store do not train the same network twice. The system releases it when
/// its process dies. Only work is saved by it, nothing depends on it: the store takes the same cell twice.
/// </summary>
internal sealed class CellLock : IDisposable
{
    private readonly FileStream _file;

    private CellLock(FileStream file) => _file = file;

    /// <summary>The lock, or null while someone else holds it.</summary>
    /// <exception cref="RunnerException">No file can be written there.</exception>
    public static CellLock? TryTake(string folder, string key)
    {
        var path = Path.Combine(folder, key + ".lock");
        try
        {
            Directory.CreateDirectory(folder);
            return new CellLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new RunnerException($"cannot lock a cell: {refused.Message}; check the permissions of {folder} and free space", refused);
        }
    }

    public void Dispose() => _file.Dispose();
}
