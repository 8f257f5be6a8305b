namespace InverseRepro.Vision.DataSets;

/// <summary>The pixels of an object.</summary>
public abstract record CocoRegion
{
    private protected CocoRegion() { }

    /// <summary>Height × Width, rows from the top: the pixels of the object.</summary>
    /// <param name="width">Of the image the object was annotated in.</param>
    /// <param name="height">Of the image the object was annotated in.</param>
    public abstract bool[] Mask(int width, int height);
}
