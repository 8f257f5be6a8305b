namespace InverseRepro.DataFiles;

/// <summary>The disk refuses: full, read-only, no right to write, in use. What was fetched so far is kept.</summary>
public sealed class DataDiskException(string message, Exception? inner = null) : DataFileException(message, inner)
{
    private const int NoSpace = 28, ReadOnly = 30, QuotaLinux = 122;
    private const int DiskFullWindows = unchecked((int)0x80070070), HandleDiskFullWindows = unchecked((int)0x80070027);

    /// <summary>What a failed operation on <paramref name="path"/> means.</summary>
    public static DataDiskException Of(string path, Exception fault) => new(fault switch
    {
        { HResult: NoSpace or QuotaLinux or DiskFullWindows or HandleDiskFullWindows } =>
            $"{path}: the disk is full. Make room, or choose another data root with --data or REPRO_DATA; then the same command resumes",
        { HResult: ReadOnly } => $"{path}: the file system is read-only; choose another data root with --data or REPRO_DATA",
        UnauthorizedAccessException => $"{path}: no right to write there; choose another data root with --data or REPRO_DATA",
        _ => $"{path}: {fault.Message.TrimEnd('.')}",
    }, fault);

    /// <summary>Whether <paramref name="fault"/> is the disk's.</summary>
    public static bool Is(Exception fault) => fault is IOException or UnauthorizedAccessException;
}
