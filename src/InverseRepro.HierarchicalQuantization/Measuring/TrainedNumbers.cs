using System.Text.Json;
using System.Text.Json.Serialization;

namespace InverseRepro.HierarchicalQuantization.Measuring;

/// <summary>What other cells read of a trained network, its bottom level's codes: the same numbers as its measurements.</summary>
/// <param name="UsageCurve">Share of the codes used on the selection split, by tenths of the updates.</param>
internal sealed record TrainedNumbers(double Bits, long Parameters, int Codes, double Mse01, double ShuffledMse01, double Usage, double Perplexity, double RelativeError,
    double RelativeErrorVariance, IReadOnlyList<double> UsageCurve)
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    [JsonIgnore]
    public double PerplexityShare => Perplexity / Codes;

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json));

    /// <exception cref="InvalidDataException">The file holds no numbers.</exception>
    public static TrainedNumbers Load(string path) =>
        JsonSerializer.Deserialize<TrainedNumbers>(File.ReadAllText(path), Json) ?? throw new InvalidDataException($"{path} holds no numbers");
}
