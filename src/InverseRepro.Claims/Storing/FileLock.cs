namespace InverseRepro.Claims.Storing;

/// <summary>A file that one holder at a time has open. The system releases it when its process dies.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>The lock, or null while someone else holds it.</summary>
    /// <exception cref="StoreException">No file can be written there.</exception>
    public static FileLock? TryTake(string folder, string name)
    {
        var path = Path.Combine(folder, name + ".lock");
        try
        {
            Directory.CreateDirectory(folder);
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"cannot lock '{path}': {refused.Message}; check the permissions of {folder} and free space", refused);
        }
    }

    public void Dispose() => _file.Dispose();
}
