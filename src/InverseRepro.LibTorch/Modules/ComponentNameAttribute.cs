namespace TorchSharp.Utils;

/// <summary>Names a field's component in the state dictionary where the field's own name would not do.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
