using System.Collections;
using TorchSharp;
using static TorchSharp.torch;

namespace InverseRepro.Engine.Staging;

/// <summary>
/// The named intermediates of one forward pass, in execution order, under the reference's stage names. What is kept lives as
/// long as the dispose scope in which this was made (without one: until it is disposed by hand); the rest is freed by the
/// module that made it.
/// </summary>
public sealed class Features : IEnumerable<KeyValuePair<string, Tensor>>
{
    private readonly List<KeyValuePair<string, Tensor>> _inOrder;
    private readonly Dictionary<string, Tensor> _byName;
    private readonly DisposeScope? _owner;
    private readonly IReadOnlySet<string>? _wanted; // null: all
    private readonly string _prefix;

    /// <summary>Keeps every intermediate.</summary>
    public Features() : this(null)
    {
    }

    private Features(IReadOnlySet<string>? wanted) => (_inOrder, _byName, _owner, _wanted, _prefix) = ([], [], CurrentDisposeScope, wanted, "");

    private Features(Features whole, string prefix) =>
        (_inOrder, _byName, _owner, _wanted, _prefix) = (whole._inOrder, whole._byName, whole._owner, whole._wanted, prefix);

    /// <summary>Keeps those intermediates alone.</summary>
    public static Features Only(IEnumerable<string> names) => new(names.ToHashSet());

    /// <summary>Keeps nothing: for passes of which only the result counts.</summary>
    public static Features None => Only([]);

    public IEnumerable<string> Names => _inOrder.Select(f => f.Key);

    /// <summary>Setting returns its value, so that a forward pass reads <c>x = f["stem"] = stem.forward(x)</c>.</summary>
    /// <exception cref="KeyNotFoundException">No such intermediate was kept; the message lists those there are.</exception>
    public Tensor this[string name]
    {
        get => _byName.TryGetValue(_prefix + name, out var value)
            ? value
            : throw new KeyNotFoundException($"no intermediate '{_prefix + name}'; there are {string.Join(", ", _byName.Keys)}");
        set
        {
            var full = _prefix + name;
            if (_wanted?.Contains(full) == false)
                return;
            _byName.Add(full, value);
            _inOrder.Add(new(full, value));
            if (_owner is null)
                value.DetachFromDisposeScope();
            else
                _owner.Attach(value);
        }
    }

    /// <summary>The same intermediates, named relative to a part of the network: what it calls "norm1" is "part.norm1" here.</summary>
    public Features Of(string part) => new(this, $"{_prefix}{part}.");

    public bool Has(string name) => _byName.ContainsKey(_prefix + name);

    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => _inOrder.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
