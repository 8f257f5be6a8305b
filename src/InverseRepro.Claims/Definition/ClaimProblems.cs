namespace InverseRepro.Claims.Definition;

/// <summary>Collects what is wrong with one file, so that all of it is reported at once.</summary>
internal sealed class ClaimProblems(string file)
{
    private readonly List<(long Line, string Text)> _found = [];

    public void Add(long line, string what, string allowed) => _found.Add((line, $"{file}:{line}: {what}; {allowed}"));

    public int Count => _found.Count;

    public void ThrowIfAny()
    {
        if (Count > 0)
            throw new ClaimFileException([.. _found.OrderBy(p => p.Line).Select(p => p.Text)]);
    }
}
