using System.Collections;
using static TorchSharp.torch;

namespace InverseRepro.FeatureInversion.Models;

/// <summary>The named intermediates of one forward pass, in execution order, under the reference's stage names.</summary>
public sealed class Features : IEnumerable<KeyValuePair<string, Tensor>>
{
    private readonly List<KeyValuePair<string, Tensor>> _inOrder = [];
    private readonly Dictionary<string, Tensor> _byName = [];

    /// <summary>Setting returns its value, so that a forward pass reads <c>x = f["stem"] = stem.forward(x)</c>.</summary>
    /// <exception cref="KeyNotFoundException">No such intermediate; the message lists those there are.</exception>
    public Tensor this[string name]
    {
        get => _byName.TryGetValue(name, out var value)
            ? value
            : throw new KeyNotFoundException($"no intermediate '{name}'; there are {string.Join(", ", _byName.Keys)}");
        set
        {
            _byName.Add(name, value);
            _inOrder.Add(new(name, value));
        }
    }

    public IEnumerable<string> Names => _inOrder.Select(f => f.Key);

    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => _inOrder.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
