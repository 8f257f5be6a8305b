using System.Security.Cryptography;

namespace InverseRepro.DataFiles.Catalogue;

/// <summary>A published hash of a file, or the beginning of one, as file names carry it.</summary>
/// <param name="Algorithm">SHA-256, or MD5 where the authors give no other.</param>
/// <param name="Hex">Lower-case hexadecimal digits, all or the first of them.</param>
public sealed record Checksum(HashAlgorithmName Algorithm, string Hex)
{
    /// <summary>SHA-256, whole (64 digits) or its first digits.</summary>
    public static Checksum Sha256(string hex) => new(HashAlgorithmName.SHA256, hex);

    /// <summary>Whether all digits are known.</summary>
    public bool IsWhole => Hex.Length == (Algorithm == HashAlgorithmName.SHA256 ? 64 : 32);

    /// <summary>Whether a file whose hash by <see cref="Algorithm"/> is <paramref name="actual"/> is the published one.</summary>
    public bool Matches(string actual) => actual.StartsWith(Hex, StringComparison.Ordinal);

    /// <summary>The hash of a file by <see cref="Algorithm"/>, in lower-case hexadecimal digits.</summary>
    public async Task<string> OfFileAsync(string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(Algorithm);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        var buffer = new byte[1 << 20];
        for (int read; (read = await file.ReadAsync(buffer, cancellation)) > 0;)
            hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public override string ToString() => $"{Name} {Hex}{(IsWhole ? "" : "…")}";

    private string Name => Algorithm == HashAlgorithmName.SHA256 ? "SHA-256" : Algorithm.Name!;
}
