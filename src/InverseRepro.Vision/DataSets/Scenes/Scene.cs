using InverseRepro.Vision.Detection;

namespace InverseRepro.Vision.DataSets;

/// <summary>A rendered scene with all that is known of it.</summary>
/// <param name="Image">3×Size×Size, in [0, 1], each a multiple of 1/255.</param>
/// <param name="Objects">From the rearmost to the main object, which is the largest and lies on top.</param>
/// <param name="Background">The context.</param>
public sealed record Scene(float[] Image, IReadOnlyList<SceneObject> Objects, Background Background)
{
    /// <summary>The largest object, on top of all others.</summary>
    public SceneObject Main => Objects[^1];

    /// <summary>The class of the main object.</summary>
    public int Label => (int)Main.Shape;

    /// <summary>The objects that are not wholly hidden; their category is their shape.</summary>
    public IReadOnlyList<KnownObject> Visible =>
    [
        .. Objects
            .Select(o => new KnownObject(new Box(o.Box.Left, o.Box.Top, o.Box.Width, o.Box.Height), (int)o.Shape, o.Mask.Count(inside => inside)))
            .Where(known => known.Area > 0),
    ];
}
