namespace InverseRepro.Checkpoints;

/// <summary>The weights of a network found in a checkpoint.</summary>
/// <param name="Entries">The tensors by state-dictionary key, in the file's order.</param>
/// <param name="Description">What was done to find them, in one sentence.</param>
public sealed record CheckpointWeights(OrderedDictionary<string, CheckpointEntry> Entries, string Description)
{
    private const string ParallelPrefix = "module.";

    // Training scripts wrap the state dictionary under one of these keys, the first also that of DETR and DeiT.
    private static readonly string[] Wrappers = ["model", "state_dict"];

    /// <summary>
    /// Follows "model" and "state_dict" from the root as far as they lead, and strips the prefix "module." of data-parallel
    /// training where every tensor has it.
    /// </summary>
    internal static CheckpointWeights Find(string file, DictionaryNode root)
    {
        var (dictionary, path) = (root, new List<string>());
        while (Wrapped(dictionary) is var (key, inner))
        {
            dictionary = inner;
            path.Add(key);
        }
        var tensors = dictionary.Items.Where(item => item.Value is TensorNode).ToList();
        if (tensors.Count == 0)
            throw new CheckpointException(file, path.Count == 0 ? "root" : $"'{string.Join('.', path)}'", "holds no tensors; they are looked for in the root, 'model' and 'state_dict'");

        var strip = tensors.All(item => item.Key.Length > ParallelPrefix.Length && item.Key.StartsWith(ParallelPrefix, StringComparison.Ordinal));
        var entries = new OrderedDictionary<string, CheckpointEntry>(StringComparer.Ordinal);
        foreach (var (key, node) in tensors)
        {
            var name = strip ? key[ParallelPrefix.Length..] : key;
            entries.Add(name, ((TensorNode)node).Entry.WithName(name));
        }
        return new CheckpointWeights(entries, Describe(path, tensors.Count, strip, dictionary.Items.Count - tensors.Count));
    }

    private static (string, DictionaryNode)? Wrapped(DictionaryNode dictionary)
    {
        foreach (var key in Wrappers)
            if (dictionary.Items.TryGetValue(key, out var node) && node is DictionaryNode inner)
                return (key, inner);
        return null;
    }

    private static string Describe(List<string> path, int count, bool stripped, int skipped) =>
        $"{count} tensors of {(path.Count == 0 ? "the root" : $"'{string.Join('.', path)}'")}"
        + (stripped ? $", prefix '{ParallelPrefix}' stripped" : "")
        + (skipped > 0 ? $", {skipped} other values left out" : "");
}
