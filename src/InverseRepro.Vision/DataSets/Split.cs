namespace InverseRepro.Vision.DataSets;

/// <summary>The official parts of a data set.</summary>
public enum Split
{
    Train,
    Test,
}
