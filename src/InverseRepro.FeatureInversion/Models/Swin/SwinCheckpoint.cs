using System.Globalization;
using System.Text.RegularExpressions;
using InverseRepro.Checkpoints;

namespace InverseRepro.FeatureInversion.Models.Swin;

/// <summary>The layouts in which Swin's weights were published: timm's today, and that of Microsoft and earlier timm.</summary>
internal static partial class SwinCheckpoint
{
    /// <summary>
    /// Leaves out indices and masks, which follow from settings. Files whose classifier is not "head.fc" count patch merging to
    /// the stage before it.
    /// </summary>
    public static IEnumerable<CheckpointEntry> Adapt(IReadOnlyCollection<CheckpointEntry> entries)
    {
        var older = entries.All(entry => entry.Name != "head.fc.weight");
        return entries
            .Where(entry => !entry.Name.EndsWith("relative_position_index", StringComparison.Ordinal) && !entry.Name.EndsWith("attn_mask", StringComparison.Ordinal))
            .Select(entry => older ? entry.WithName(Today(entry.Name)) : entry);
    }

    private static string Today(string older) => older.StartsWith("head.", StringComparison.Ordinal)
        ? "head.fc." + older["head.".Length..]
        : Merging().Replace(older, stage => $"layers.{int.Parse(stage.Groups[1].Value, CultureInfo.InvariantCulture) + 1}.downsample.");

    [GeneratedRegex(@"^layers\.(\d{1,3})\.downsample\.")]
    private static partial Regex Merging();
}
