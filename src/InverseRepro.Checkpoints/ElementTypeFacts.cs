namespace InverseRepro.Checkpoints;

/// <summary>Sizes and names of element types.</summary>
public static class ElementTypeFacts
{
    private static readonly Dictionary<string, ElementType> ByName =
        Enum.GetValues<ElementType>().ToDictionary(type => type.ToString(), StringComparer.Ordinal);

    /// <summary>Bytes of one element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.BOOL or ElementType.U8 or ElementType.I8 => 1,
        ElementType.U16 or ElementType.I16 or ElementType.F16 or ElementType.BF16 => 2,
        ElementType.U32 or ElementType.I32 or ElementType.F32 => 4,
        ElementType.U64 or ElementType.I64 or ElementType.F64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an element type"),
    };

    /// <summary>Whether elements are floating point numbers, which may be NaN or infinite.</summary>
    public static bool IsFloatingPoint(this ElementType type) =>
        type is ElementType.F16 or ElementType.BF16 or ElementType.F32 or ElementType.F64;

    /// <summary>The type of a safetensors name such as "F32"; case matters.</summary>
    internal static bool TryParse(string name, out ElementType type) => ByName.TryGetValue(name, out type);
}
