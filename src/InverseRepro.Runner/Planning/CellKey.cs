using System.Security.Cryptography;
using System.Text.Json;
using InverseRepro.Experiments;

namespace InverseRepro.Runner.Planning;

/// <summary>The content address of a cell: equal keys mean equal measurements.</summary>
public static class CellKey
{
    /// <summary>SHA-256 (64 lower-case hex digits) over everything that decides the numbers of <paramref name="id"/>.</summary>
    /// <param name="data">Name and fingerprint of every data set it reads.</param>
    /// <param name="required">Keys of the cells it requires, which makes a key cover the whole history of its inputs.</param>
    public static string Compute(Experiment experiment, CellId id, IEnumerable<(string Name, string Fingerprint)> data,
        IEnumerable<string> required, CellEnvironment environment)
    {
        var parts = new
        {
            experiment = experiment.Name,
            variant = id.Variant,
            scale = id.Scale.ToString(),
            seed = id.Seed.Value,
            settings = experiment.SettingsJson(id.Scale, id.Variant),
            data = data.Select(d => new[] { d.Name, d.Fingerprint }),
            required,
            code = CodeFingerprint.Of(experiment.Code),
            engine = environment.Engine,
            device = environment.Device,
            deviceClass = environment.DeviceClass,
            threads = environment.Threads,
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts)));
    }
}
