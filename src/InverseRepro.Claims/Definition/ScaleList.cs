using InverseRepro.Experiments;

namespace InverseRepro.Claims.Definition;

/// <summary>The scales that a part of a claim names; none of them means all.</summary>
internal static class ScaleList
{
    /// <summary>Whether what names these scales is asked at <paramref name="scale"/>.</summary>
    public static bool Includes(this IReadOnlyList<Scale> scales, Scale scale) => scales.Count == 0 || scales.Contains(scale);
}
