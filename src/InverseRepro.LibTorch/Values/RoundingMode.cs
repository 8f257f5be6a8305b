namespace TorchSharp;

public static partial class torch
{
    /// <summary>What division does with the quotient: nothing, towards zero, or down.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }
}
