using InverseRepro.Claims.Deciding;
using InverseRepro.Claims.Definition;
using InverseRepro.Experiments;

namespace InverseRepro.Claims.Baselines;

/// <summary>Reads references that point at one number, as the series of a baseline do.</summary>
internal static class SingleNumber
{
    /// <summary>The value, or null where it has not been measured.</summary>
    public static double? At(this IEvidence evidence, MeasurementReference reference, Scale scale, Seed seed) =>
        evidence.Of(reference.Cell(scale, seed))?.TryGetValue((reference.Name, reference.Indices?[0]), out var value) == true ? value : null;
}
