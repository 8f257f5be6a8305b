using System.Security.Cryptography;
using System.Text;
using InverseRepro.Experiments;

namespace InverseRepro.Vision.DataSets;

/// <summary>Looks for the files of a data set and reads them whole.</summary>
internal static class DataFiles
{
    /// <summary>
    /// The fingerprint of the files in <paramref name="folder"/>, in the order given: SHA-256 over the lines
    /// "name, size, SHA-256 of the content"; or what is missing.
    /// </summary>
    internal static DataProbe Probe(string dataSet, string folder, IReadOnlyList<string> names)
    {
        if (!Directory.Exists(folder))
            return Missing($"{dataSet}: no folder {folder}");
        if (names.Where(n => !File.Exists(Path.Combine(folder, n))).ToList() is { Count: > 0 } absent)
            return Missing($"{dataSet}: {string.Join(" and ", absent)} missing in {folder}");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names)
        {
            using var file = File.OpenRead(Path.Combine(folder, name));
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {file.Length} {Convert.ToHexStringLower(SHA256.HashData(file))}\n"));
        }
        return DataProbe.Present(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    internal static DataProbe Missing(string fault) =>
        DataProbe.Missing($"{fault}; put it there, or name the data root by REPRO_DATA.");

    /// <exception cref="DataSetException">The file cannot be read.</exception>
    internal static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, $"the file cannot be read: {e.Message}", e);
        }
    }
}
