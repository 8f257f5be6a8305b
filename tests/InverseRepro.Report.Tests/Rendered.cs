using System.Xml.Linq;
using InverseRepro.Report.Pages;
using Microsoft.AspNetCore.Components;

namespace InverseRepro.Report.Tests;

/// <summary>A component rendered alone.</summary>
internal static class Rendered
{
    /// <summary>What it draws, under a root of its own.</summary>
    public static XElement Of<T>(params (string Name, object? Value)[] parameters) where T : IComponent
    {
        using var renderer = new PageRenderer();
        return Html.Parse($"<root>{renderer.Render<T>(parameters.ToDictionary(p => p.Name, p => p.Value))}</root>");
    }

    public static double Number(this XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    public static XElement Single(this XElement element, string name, string ofClass) =>
        element.Descendants(name).Single(e => e.HasClass(ofClass));

    public static bool HasClass(this XElement element, string name) => (element.Attribute("class")?.Value ?? "").Split(' ').Contains(name);
}
