using InverseRepro.Claims.Statistics;

namespace InverseRepro.Claims.Deciding;

/// <summary>What a number of units can and cannot show.</summary>
internal static class LeafPower
{
    /// <summary>The smallest p-values that the signed-rank test reaches with so many units.</summary>
    public static PValues Floor(int count) => new(SignedRank.Cumulative(count, 0), SignedRank.Cumulative(count, 0));

    /// <summary>Units that would settle a distance from the margin; null after a divergence, or on the margin.</summary>
    public static int? Needed(IReadOnlyList<double> differences, double delta) =>
        Student.IsDefined(differences) ? Power.SeedsFor(delta, Student.Deviation(differences)) : null;
}
