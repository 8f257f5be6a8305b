using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of parameters, named "0", "1", ... once the list is registered with its owner.</summary>
public class ParameterList : nn.Module, IReadOnlyList<Parameter>
{
    private readonly List<Parameter> _items = [];
    private bool _registered;

    public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => append(parameters);

    public Parameter this[int index] => _registered ? get_parameter(index.ToString())! : _items[index];

    public int Count => _items.Count;

    public void Add(Parameter item) => _items.Add(item);

    public void append(params Parameter[] parameters) => _items.AddRange(parameters);

    public void extend(IEnumerable<Parameter> parameters) => _items.AddRange(parameters);

    public IEnumerator<Parameter> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (_registered)
            return;
        for (var i = 0; i < _items.Count; i++)
            register_parameter(i.ToString(), _items[i]);
        _registered = true;
    }
}
