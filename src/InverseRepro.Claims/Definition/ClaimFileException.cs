namespace InverseRepro.Claims.Definition;

/// <summary>Claim files that cannot be read: every problem of every file at once.</summary>
/// <param name="problems">Each <c>file:line: what is wrong; what is allowed</c>.</param>
public sealed class ClaimFileException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
