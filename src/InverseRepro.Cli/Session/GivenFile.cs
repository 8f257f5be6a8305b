using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace InverseRepro.Cli.Session;

/// <summary>Files that a user names: pipes have no end and devices no size, and reading either could last for ever.</summary>
internal static class GivenFile
{
    private const int CurrentFolder = -100, Type = 1, ModeAt = 28; // AT_FDCWD, STATX_TYPE and stx_mode of linux/stat.h
    private const ushort TypeMask = 0xF000, Regular = 0x8000, Folder = 0x4000;

    /// <exception cref="UsageException">It is a pipe, a socket or a device.</exception>
    public static string Checked(string path) => IsStream(path)
        ? throw new UsageException($"'{path}' is a pipe or a device, not a file; save what it gives to a file first")
        : path;

    private static bool IsStream(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        var status = new byte[256];
        return statx(CurrentFolder, path, 0, Type, status) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeAt)) & TypeMask) is not (Regular or Folder);
    }

    [DllImport("libc", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
