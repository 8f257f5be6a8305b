using System.Text;

namespace InverseRepro.Checkpoints;

/// <summary>
/// A file that is not a checkpoint we accept, or that cannot be read or written. The message is one line: file, place in it
/// (entry, or pickle opcode and offset) and fault.
/// </summary>
public sealed class CheckpointException : Exception
{
    private const int LongestPart = 300;

    public CheckpointException(string file, string? place, string fault, Exception? inner = null)
        : base(place is null ? $"{file}: {OneLine(fault)}" : $"{file}: {OneLine(place)}: {OneLine(fault)}", inner)
    {
        File = file;
        Place = place;
        Fault = fault;
    }

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }

    /// <summary>The entry, record or opcode concerned; null when it is the file as a whole.</summary>
    public string? Place { get; }

    /// <summary>What is wrong.</summary>
    public string Fault { get; }

    // Names come from the file: control characters must not reach a terminal, nor break the line.
    private static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var c in text.Length > LongestPart ? text[..LongestPart] + "…" : text)
            if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
                line.Append($"\\u{(int)c:x4}");
            else
                line.Append(c);
        return line.ToString();
    }
}
