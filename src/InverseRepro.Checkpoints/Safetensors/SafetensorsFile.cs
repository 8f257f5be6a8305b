using System.Buffers.Binary;

namespace InverseRepro.Checkpoints;

/// <summary>
/// Reader and writer of safetensors files (format: huggingface/safetensors, README §Format): header length as 8 little-endian
/// bytes, JSON header, data that the tensors tile exactly.
/// </summary>
public static class SafetensorsFile
{
    internal const string MetadataKey = "__metadata__";
    internal const int LengthBytes = 8;

    /// <summary>Checks the whole structure; values are read when an entry is asked for them.</summary>
    /// <exception cref="CheckpointException">The file breaks a rule of the format, or holds what we do not support.</exception>
    public static Checkpoint Read(string path) => CheckpointFile.Read(path, Read);

    /// <summary>
    /// Writes <paramref name="entries"/> atomically: a temporary file beside <paramref name="path"/>, flushed to the disk, then
    /// renamed. Equal entries and metadata give equal bytes, whatever their order.
    /// </summary>
    /// <exception cref="ArgumentException">Two entries have the same name, or one is named "__metadata__".</exception>
    /// <exception cref="CheckpointException">The file cannot be written, or an entry's own file not read.</exception>
    public static void Write(string path, IEnumerable<CheckpointEntry> entries, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, entries, metadata);

    internal static Checkpoint Read(CheckpointSource source)
    {
        var header = ReadHeader(source);
        var (tensors, metadata) = SafetensorsHeader.Parse(source.Path, header);
        var dataBegin = LengthBytes + header.Length;
        CheckTiling(source, tensors, source.Length - dataBegin);
        var entries = tensors
            .OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)
            .Select(tensor => new CheckpointEntry(tensor.Name, tensor.Type, tensor.Shape, new FileBytes(source, dataBegin + tensor.Begin)))
            .ToList();
        var root = new DictionaryNode(new OrderedDictionary<string, CheckpointNode>(StringComparer.Ordinal));
        foreach (var entry in entries)
            root.Items.Add(entry.Name, new TensorNode(entry));
        return new Checkpoint(source, CheckpointFormat.Safetensors, entries, root, metadata);
    }

    private static byte[] ReadHeader(CheckpointSource source)
    {
        if (source.Length < LengthBytes)
            throw source.Fault("header", $"the file has {source.Length} bytes, less than the {LengthBytes} of the header length");
        Span<byte> prefix = stackalloc byte[LengthBytes];
        source.ReadExactly(0, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)(source.Length - LengthBytes))
            throw source.Fault("header", $"its length of {length} bytes goes beyond the file of {source.Length} bytes");
        if (length > Limits.SafetensorsHeaderBytes)
            throw source.Fault("header", $"its length of {length} bytes is above the limit of {Limits.SafetensorsHeaderBytes}");
        var header = new byte[length];
        source.ReadExactly(LengthBytes, header);
        return header;
    }

    // Overlaps would let a small file stand for a huge one, and holes or a tail hide another format inside.
    private static void CheckTiling(CheckpointSource source, List<SafetensorsHeader.Tensor> tensors, long dataLength)
    {
        var end = 0L;
        foreach (var tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != end)
                throw source.Fault($"entry '{tensor.Name}'", $"starts at byte {tensor.Begin} of the data, where the entries before it end at {end}");
            end = tensor.End;
        }
        if (end != dataLength)
            throw source.Fault("data", $"has {dataLength} bytes, the entries span {end}");
    }
}
