namespace InverseRepro.Runner.Execution;

/// <summary>What one cell printed: a file, created with its first line, and the last lines in memory for the failure record.</summary>
public sealed class CellLog(string path)
{
    private const int TailLines = 20;
    private readonly Queue<string> _tail = new();
    private readonly Lock _lock = new();

    public string Path => path;

    public void Append(string line)
    {
        lock (_lock)
        {
            if (_tail.Count == TailLines)
                _tail.Dequeue();
            _tail.Enqueue(line);
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
                File.AppendAllText(path, line + "\n");
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // A full disk must not cost the cell: the last lines are kept above.
            }
        }
    }

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> Tail()
    {
        lock (_lock)
            return [.. _tail];
    }
}
