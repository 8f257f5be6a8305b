using System.Security.Cryptography;
using System.Text.Json;
using InverseRepro.Claims.Storing.Rows;

namespace InverseRepro.Claims.Storing;

/// <summary>
/// SHA-256 of a cell's whole record. SQLite's own checks see a broken page, not a number overwritten inside one; this does.
/// Its form is stored with every cell: it never changes.
/// </summary>
internal static class CellDigest
{
    public static string Of(CellRecord cell)
    {
        object?[] canonical =
        [
            cell.Id.Experiment, cell.Id.Variant, cell.Id.Scale, cell.Id.Seed, cell.Key, cell.SettingsJson, cell.Succeeded, cell.Failure,
            Unsigned(cell.Seconds), cell.PeakBytes, RunRows.Text(cell.Finished),
            cell.Measurements.Select(m => new object?[] { m.Name, m.Index, Unsigned(m.Value), m.Unit }),
            cell.Artefacts.Select(a => new object?[] { a.Name, a.Path, a.Sha256, a.Bytes }),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(canonical, StoreJson.Options)));
    }

    /// <summary>SQLite keeps no sign of zero.</summary>
    private static double Unsigned(double value) => value + 0.0;
}
