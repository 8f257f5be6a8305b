using System.Globalization;
using InverseRepro.DataFiles.Catalogue;

namespace InverseRepro.DataFiles.Checking;

/// <summary>Known files against what lies on the disk.</summary>
/// <param name="Absent">Those that are not there.</param>
/// <param name="Different">Those whose size or checksum is another, with the difference.</param>
/// <param name="Unpublished">Those there that no checksum is published for.</param>
internal sealed record FileComparison(IReadOnlyList<string> Absent, IReadOnlyList<string> Different, IReadOnlyList<string> Unpublished)
{
    private const int Named = 3, Digits = 12;

    public bool Agrees => Absent.Count == 0 && Different.Count == 0;

    public static async Task<FileComparison> OfAsync(IEnumerable<DataFile> files, string root, CancellationToken cancellation)
    {
        var (absent, different, unpublished) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var file in files)
        {
            var info = new FileInfo(file.Under(root));
            if (!info.Exists)
                absent.Add(file.Path);
            else if (file.Bytes is { } bytes && bytes != info.Length)
                different.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Path} has {info.Length} bytes, published are {bytes}"));
            else if (file.Checksum is not { } checksum)
                unpublished.Add(file.Path);
            else if (await checksum.OfFileAsync(info.FullName, cancellation) is var actual && !checksum.Matches(actual))
                different.Add($"{file.Path} has {Short(checksum with { Hex = actual })}, published is {Short(checksum)}");
        }
        return new FileComparison(absent, different, unpublished);
    }

    public override string ToString() => string.Join("; ", new[] { List("", Different, "; "), List("absent: ", Absent, ", ") }.Where(t => t.Length > 0));

    private static Checksum Short(Checksum checksum) => checksum with { Hex = checksum.Hex[..Math.Min(checksum.Hex.Length, Digits)] };

    private static string List(string what, IReadOnlyList<string> items, string separator) => items.Count == 0 ? ""
        : what + string.Join(separator, items.Take(Named)) + (items.Count > Named ? $" and {items.Count - Named} more" : "");
}
