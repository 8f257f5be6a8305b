using System.Globalization;

namespace InverseRepro.Cli.Rendering;

/// <summary>Numbers of bytes as people say them, in powers of 1,000.</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["kB", "MB", "GB", "TB"];

    public static string Of(double bytes)
    {
        if (bytes < 1_000)
            return bytes.ToString("0", CultureInfo.InvariantCulture) + " B";
        var unit = -1;
        for (; bytes >= 999.5 && unit < Units.Length - 1; unit++)
            bytes /= 1_000;
        return bytes.ToString(bytes < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
