namespace InverseRepro.Claims.Reproduction;

/// <summary>A claim that differs from its baseline; the message says it all, where in the test does not matter.</summary>
public sealed class ClaimFailedException(string message) : Exception(message)
{
    public override string? StackTrace => "";
}
