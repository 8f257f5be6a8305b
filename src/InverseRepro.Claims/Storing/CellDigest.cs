using System.Security.Cryptography;
using System.Text.Json;

namespace InverseRepro.Claims.Storing;

/// <summary>
/// SHA-256 of a cell's whole record. SQLite's own checks see a broken page, not a number overwritten inside one; this does.
/// </summary>
internal static class CellDigest
{
    public static string Of(CellRecord cell)
    {
        var canonical = cell with
        {
            Finished = cell.Finished.ToUniversalTime(),
            Seconds = cell.Seconds + 0.0, // SQLite keeps no sign of zero
            Measurements = [.. cell.Measurements.Select(m => m with { Value = m.Value + 0.0 })],
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(canonical, StoreJson.Options)));
    }
}
