namespace InverseRepro.Cli.Rendering;

/// <summary>Text to be pasted into a shell.</summary>
internal static class ShellText
{
    private const string Plain = "%+,-./:=@_";

    /// <summary>One word, in quotes where a shell would make something else of it: a connection string holds semicolons.</summary>
    public static string Word(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c))
        ? text
        : $"'{text.Replace("'", "'\\''")}'";
}
