namespace InverseRepro.Checkpoints;

/// <summary>What every format demands of an entry's name and shape.</summary>
internal static class EntryRules
{
    /// <summary>The fault of a name, or null. Any script is allowed; control characters and broken surrogates are not.</summary>
    public static string? NameFault(string name)
    {
        if (name.Length is 0 or > Limits.NameCharacters)
            return $"a name has 1 to {Limits.NameCharacters} characters, this one {name.Length}";
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsControl(name[i]))
                return $"the name has a control character at position {i}";
            if (char.IsSurrogatePair(name, i))
                i++;
            else if (char.IsSurrogate(name[i]))
                return $"the name has half a surrogate pair at position {i}";
        }
        return null;
    }

    /// <summary>The fault of a shape, or null; the number of elements and bytes, both within 63 bits.</summary>
    public static string? ShapeFault(ReadOnlySpan<long> shape, ElementType type, out long elements, out long bytes)
    {
        (elements, bytes) = (0, 0);
        if (shape.Length > Limits.Rank)
            return $"the shape has {shape.Length} axes, at most {Limits.Rank} are accepted";
        foreach (var size in shape)
            if (size < 0)
                return $"the shape has the negative size {size}";
        // A zero hides an overflow of the axes before it, so the product is taken without it first.
        var product = (UInt128)1;
        var empty = false;
        foreach (var size in shape)
        {
            empty |= size == 0;
            product *= (ulong)Math.Max(size, 1);
            if (product * (uint)type.Size() > long.MaxValue)
                return "the number of elements of the shape overflows 64 bits";
        }
        elements = empty ? 0 : (long)product;
        bytes = elements * type.Size();
        return null;
    }
}
