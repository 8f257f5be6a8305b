using System.Globalization;
using System.Xml.Linq;
using InverseRepro.Claims.Deciding;

namespace InverseRepro.Report;

/// <summary>Estimate and interval of one effect against its margin, as inline SVG.</summary>
internal static class ForestPlot
{
    private const double Width = 480, Height = 56, Side = 24, Axis = 24;

    /// <summary>Null where a bound is not finite: there is no axis for it.</summary>
    public static XElement? Draw(Effect effect)
    {
        double[] values = [effect.Estimate, effect.Lower, effect.Upper, effect.Margin, 0];
        if (!values.All(double.IsFinite))
            return null;
        var (low, high) = (values.Min(), values.Max());
        var span = high > low ? high - low : 1;
        double X(double value) => Side + (value - low) / span * (Width - 2 * Side);
        return Svg("svg", ("class", "forest"), ("viewBox", $"0 0 {Text(Width)} {Text(Height)}"), ("role", "img"),
            ("aria-label", $"{effect.Label}: {EffectText.Of(effect)}, margin {EffectText.Margin(effect)}"))
            .With(
                Line("axis", Side, Width - Side, Axis, Axis),
                Line("zero", X(0), X(0), Axis - 14, Axis + 14),
                Line("margin", X(effect.Margin), X(effect.Margin), Axis - 14, Axis + 14),
                Line("interval", X(effect.Lower), X(effect.Upper), Axis, Axis),
                Svg("circle", ("class", "estimate"), ("cx", Text(X(effect.Estimate))), ("cy", Text(Axis)), ("r", "5")),
                Label(X(effect.Margin), "margin " + EffectText.Margin(effect)));
    }

    private static XElement Label(double x, string text)
    {
        var anchor = x < Width / 3 ? "start" : x > Width * 2 / 3 ? "end" : "middle";
        var label = Svg("text", ("x", Text(x)), ("y", Text(Height - 4)), ("text-anchor", anchor));
        label.Add(text);
        return label;
    }

    private static XElement Line(string name, double x1, double x2, double y1, double y2) =>
        Svg("line", ("class", name), ("x1", Text(x1)), ("x2", Text(x2)), ("y1", Text(y1)), ("y2", Text(y2)));

    // In HTML an inline <svg> needs no namespace.
    private static XElement Svg(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        var element = new XElement(name);
        foreach (var (attribute, value) in attributes)
            element.SetAttributeValue(attribute, value);
        return element;
    }

    private static XElement With(this XElement element, params object[] content)
    {
        element.Add(content);
        return element;
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
