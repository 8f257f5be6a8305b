using InverseRepro.Vision;
using InverseRepro.Vision.Colour;
using InverseRepro.Vision.Metrics;

namespace InverseRepro.FeatureInversion.Measuring;

/// <summary>Pictures recoloured in one way: everywhere, or only where their main object is.</summary>
/// <param name="Masks">H·W pixels for each picture: the main object; null where whole pictures are recoloured.</param>
public sealed record ColourShift(HueFilter Filter, ImageBatch Pictures, IReadOnlyList<bool[]>? Masks)
{
    /// <summary>The filters of the paper's tools.</summary>
    public static IReadOnlyList<HueFilter> Filters { get; } =
        [HueFilter.Plus120, HueFilter.Plus240, HueFilter.Red, HueFilter.Green, HueFilter.Blue, HueFilter.Grey];

    /// <summary>How far round the circle the filter turns every hue, in degrees; null where that depends on the hue.</summary>
    public double? Degrees => Filter is HueFilter.Plus120 or HueFilter.Plus240 ? 120 : null;

    public string Name => Filter.ToString().ToLowerInvariant();

    public static ColourShift Of(HueFilter filter, ImageBatch pictures, IReadOnlyList<bool[]>? masks) =>
        new(filter, pictures.Recolour(filter, masks), masks);

    /// <summary>Share of the pictures' energy that the filter changes: Σ(Tx − x)² / Σx².</summary>
    public double Energy(ImageBatch originals)
    {
        double changed = 0, all = 0;
        for (var i = 0; i < originals.Values.Length; i++)
        {
            var (x, difference) = ((double)originals.Values[i], (double)Pictures.Values[i] - originals.Values[i]);
            (changed, all) = (changed + difference * difference, all + x * x);
        }
        return changed / all;
    }

    /// <summary>
    /// Mean hue difference between what is made of the recoloured and of the original pictures, over the applied shift: 1 where
    /// the change is carried through, 0 where it is lost. NaN for filters that set the hue.
    /// </summary>
    public double Transmission(ImageBatch shifted, ImageBatch original) => Degrees is { } degrees
        ? Hues.Difference(shifted, original, Masks).Where(d => !double.IsNaN(d)).DefaultIfEmpty(double.NaN).Average() / degrees
        : double.NaN;
}
