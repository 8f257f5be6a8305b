namespace InverseRepro.Claims.Statistics;

/// <summary>The one-sided error that every verdict is held to.</summary>
public static class Level
{
    public const double Default = 0.05;
}
