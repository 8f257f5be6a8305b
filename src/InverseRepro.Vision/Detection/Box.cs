namespace InverseRepro.Vision.Detection;

/// <summary>
/// An upright box as COCO stores it: a corner and a size. In pixels or relative to the image, as its owner says; y points down.
/// </summary>
/// <param name="Left">Smallest x.</param>
/// <param name="Top">Smallest y.</param>
/// <param name="Width">Not negative in a sensible box.</param>
/// <param name="Height">Not negative in a sensible box.</param>
public readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double CentreX => Left + Width / 2;

    public double CentreY => Top + Height / 2;

    public double Area => Width * Height;

    /// <summary>The box with these two corners (xyxy).</summary>
    public static Box FromCorners(double left, double top, double right, double bottom) => new(left, top, right - left, bottom - top);

    /// <summary>The box around this centre (cxcywh), as DETR predicts it.</summary>
    public static Box FromCentre(double x, double y, double width, double height) => new(x - width / 2, y - height / 2, width, height);

    /// <summary>The box in an image <paramref name="x"/> times as wide and <paramref name="y"/> times as high.</summary>
    public Box Scale(double x, double y) => new(Left * x, Top * y, Width * x, Height * y);

    /// <summary>The area that both boxes cover.</summary>
    public double Intersection(Box other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /// <summary>The area that either box covers.</summary>
    public double Union(Box other) => Area + other.Area - Intersection(other);

    /// <summary>Intersection over union, 0 to 1; 0 where the boxes do not overlap.</summary>
    public double Iou(Box other) => Intersection(other) is var both && both > 0 ? both / Union(other) : 0;

    /// <summary>
    /// IoU minus the share of the smallest enclosing box that neither covers, −1 to 1 (Rezatofighi et al. 2019); 0 for two boxes of no area in
    /// one point.
    /// </summary>
    public double GeneralisedIou(Box other)
    {
        var width = Math.Max(Right, other.Right) - Math.Min(Left, other.Left);
        var height = Math.Max(Bottom, other.Bottom) - Math.Min(Top, other.Top);
        var hull = width * height;
        return hull > 0 ? Iou(other) - (hull - Union(other)) / hull : 0;
    }

    /// <summary>The share of this box that lies in <paramref name="other"/>, 0 to 1: what counts against a crowd.</summary>
    public double ShareIn(Box other) => Intersection(other) is var both && both > 0 ? both / Area : 0;
}
