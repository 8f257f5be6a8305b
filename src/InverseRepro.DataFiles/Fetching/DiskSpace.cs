using System.Globalization;

namespace InverseRepro.DataFiles.Fetching;

internal static class DiskSpace
{
    /// <summary>Refuses to begin what cannot end; what cannot be told beforehand shows when it happens.</summary>
    /// <exception cref="DataDiskException">Fewer than <paramref name="bytes"/> are free.</exception>
    public static void Require(string path, long? bytes)
    {
        if (bytes is not { } needed || Free(path) is not { } free || needed <= free)
            return;
        throw new DataDiskException(string.Create(CultureInfo.InvariantCulture,
            $"{path}: the disk is full: {needed} bytes are still to come, {free} are free. Make room, or choose another data root with --data or REPRO_DATA"));
    }

    private static long? Free(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception fault) when (DataDiskException.Is(fault) || fault is ArgumentException)
        {
            return null; // not every file system says
        }
    }
}
