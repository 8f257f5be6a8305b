namespace InverseRepro.Vision.Detection;

/// <summary>COCO's sizes of objects, by area in pixels; both ends belong to a range.</summary>
internal readonly record struct AreaRange(double Least, double Greatest)
{
    private const double SmallSide = 32, LargeSide = 96, AnySide = 1e5;

    internal static AreaRange All { get; } = new(0, AnySide * AnySide);

    internal static AreaRange Small { get; } = new(0, SmallSide * SmallSide);

    internal static AreaRange Medium { get; } = new(SmallSide * SmallSide, LargeSide * LargeSide);

    internal static AreaRange Large { get; } = new(LargeSide * LargeSide, AnySide * AnySide);

    internal bool Contains(double area) => area >= Least && area <= Greatest;
}
