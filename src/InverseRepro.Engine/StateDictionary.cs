using InverseRepro.Checkpoints;
using static TorchSharp.torch;

namespace InverseRepro.Engine;

/// <summary>Weights of modules: written as safetensors, read from any checkpoint.</summary>
public static class StateDictionary
{
    private const int Listed = 10;
    private const string Counter = "num_batches_tracked";

    /// <summary>Writes all parameters and persistent buffers, atomically: a crash leaves the old file or the new one.</summary>
    public static void Save(nn.Module module, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        Save(module.state_dict(), path, metadata);

    /// <summary>As <see cref="Save(nn.Module, string, IReadOnlyDictionary{string, string})"/>, for any named tensors.</summary>
    public static void Save(IEnumerable<KeyValuePair<string, Tensor>> tensors, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsFile.Write(path, tensors.Select(named => TensorEntry.From(named.Key, named.Value)), metadata);

    /// <summary>
    /// Copies the weights of a checkpoint (safetensors, or PyTorch's zip and legacy files read without executing anything) into
    /// the module's tensors, converting element type and device.
    /// </summary>
    /// <param name="strict">Whether a key on one side only is an error. A differing shape always is.</param>
    /// <exception cref="CheckpointException">The file cannot be read.</exception>
    /// <exception cref="StateDictionaryException">The file does not fit the module; nothing has been changed.</exception>
    public static void Load(nn.Module module, string path, bool strict = true)
    {
        using var checkpoint = CheckpointFile.Read(path);
        Load(module, checkpoint.StateDictionary().Entries.Select(entry => entry.Value.WithName(entry.Key)), path, strict);
    }

    /// <summary>As <see cref="Load(nn.Module, string, bool)"/>, for entries of any checkpoint; <paramref name="source"/> names it in errors.</summary>
    public static void Load(nn.Module module, IEnumerable<CheckpointEntry> entries, string source, bool strict = true)
    {
        var own = module.state_dict();
        if (module is ICheckpointAdapter adapter)
            entries = adapter.Adapt([.. entries]);
        var given = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        Check(own, given, source, strict);
        using var guard = no_grad();
        foreach (var (name, target) in own)
            if (given.TryGetValue(name, out var entry))
            {
                using var values = TensorEntry.ToTensor(entry);
                target.copy_(values);
            }
    }

    private static void Check(Dictionary<string, Tensor> own, Dictionary<string, CheckpointEntry> given, string source, bool strict)
    {
        string[] missing = strict ? [.. own.Keys.Where(key => !given.ContainsKey(key))] : [];
        string[] unexpected = strict ? [.. given.Keys.Where(key => !own.ContainsKey(key) && !IsCounterOfFrozenNorm(key, own))] : [];
        string[] different =
        [
            .. own.Where(named => given.TryGetValue(named.Key, out var entry) && !entry.Shape.SequenceEqual(named.Value.shape))
                .Select(named => $"{named.Key} (file {given[named.Key].ShapeText}, module [{string.Join(',', named.Value.shape)}])"),
        ];
        string[] foreign = [.. own.Keys.Where(key => given.TryGetValue(key, out var entry) && !TensorEntry.IsSupported(entry)).Select(key => $"{key} ({given[key].Type})")];
        if (missing.Length + unexpected.Length + different.Length + foreign.Length == 0)
            return;
        throw new StateDictionaryException(
            $"{source} does not fit the network of {own.Count} tensors"
            + List("missing in the file", missing) + List("not in the network", unexpected) + List("of another shape", different)
            + List("of a type that no tensor has", foreign));
    }

    /// <summary>Batch norms whose statistics are constants have no use for the number of batches they came from.</summary>
    private static bool IsCounterOfFrozenNorm(string key, Dictionary<string, Tensor> own) =>
        key.EndsWith(Counter, StringComparison.Ordinal) && own.ContainsKey(key[..^Counter.Length] + "running_var");

    private static string List(string what, string[] names) => names.Length == 0
        ? ""
        : $"; {names.Length} {what}: {string.Join(", ", names.Take(Listed))}{(names.Length > Listed ? ", ..." : "")}";
}
