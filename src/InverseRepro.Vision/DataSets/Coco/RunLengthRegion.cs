namespace InverseRepro.Vision.DataSets;

/// <summary>Runs of pixels outside and inside in turn, beginning outside, down the columns from the left.</summary>
/// <param name="Runs">Add up to the image's pixels.</param>
public sealed record RunLengthRegion(IReadOnlyList<int> Runs) : CocoRegion
{
    public override bool[] Mask(int width, int height)
    {
        var mask = new bool[width * height];
        var (at, inside) = (0, false);
        foreach (var run in Runs)
        {
            for (var i = at; inside && i < at + run; i++)
                mask[i % height * width + i / height] = true;
            (at, inside) = (at + run, !inside);
        }
        return mask;
    }
}
