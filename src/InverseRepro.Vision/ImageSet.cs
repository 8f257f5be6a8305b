namespace InverseRepro.Vision;

/// <summary>Labelled images.</summary>
/// <param name="Images">N×C×H×W in [0, 1].</param>
/// <param name="Labels">N class indices, each below the number of class names.</param>
/// <param name="ClassNames">In label order.</param>
public sealed record ImageSet(ImageBatch Images, int[] Labels, IReadOnlyList<string> ClassNames)
{
    public int[] Labels { get; } = Labels.Length == Images.Count && Labels.All(l => l >= 0 && l < ClassNames.Count)
        ? Labels
        : throw new ArgumentException($"{Images.Count} images of {ClassNames.Count} classes need as many labels of that range.");

    /// <summary>Number of images N.</summary>
    public int Count => Images.Count;

    /// <summary>A copy of the images and labels at <paramref name="indices"/>, in that order.</summary>
    public ImageSet Select(ReadOnlySpan<int> indices)
    {
        var labels = new int[indices.Length];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = Labels[indices[i]];
        return new ImageSet(Images.Select(indices), labels, ClassNames);
    }

    /// <summary>A copy of <paramref name="count"/> images and labels from <paramref name="first"/> on.</summary>
    public ImageSet Slice(int first, int count) => Select([.. Enumerable.Range(first, count)]);
}
