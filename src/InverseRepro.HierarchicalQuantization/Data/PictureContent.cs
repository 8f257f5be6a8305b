namespace InverseRepro.HierarchicalQuantization.Data;

/// <summary>What of the pictures is coded.</summary>
public enum PictureContent
{
    /// <summary>Everything.</summary>
    Whole,

    /// <summary>
    /// Each picture's mean colour, all over it: structure of the longest range there is, which every position of the bottom
    /// level has to repeat and the top level says in fewer places.
    /// </summary>
    MeanColour,
}
