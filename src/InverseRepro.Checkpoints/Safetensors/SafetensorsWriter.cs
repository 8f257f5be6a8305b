using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace InverseRepro.Checkpoints;

/// <summary>Serialises entries in one canonical way.</summary>
internal static class SafetensorsWriter
{
    private const int Alignment = 8;

    public static void Write(string path, IEnumerable<CheckpointEntry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        // Wide types first, then names: with a padded header every tensor is aligned to its element size.
        var sorted = entries.OrderByDescending(entry => entry.Type.Size()).ThenBy(entry => entry.Name, StringComparer.Ordinal).ToList();
        var header = Header(sorted, metadata);
        var temporary = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            WriteAll(temporary, header, sorted);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CheckpointException(path, null, $"cannot be written: {fault.Message}", fault);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    private static void WriteAll(string temporary, ReadOnlySpan<byte> header, List<CheckpointEntry> entries)
    {
        using var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        Span<byte> prefix = stackalloc byte[SafetensorsFile.LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        file.Write(prefix);
        file.Write(header);
        foreach (var entry in entries)
            foreach (var part in entry.Parts())
                file.Write(part.Span);
        file.Flush(flushToDisk: true);
    }

    private static byte[] Header(List<CheckpointEntry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);
            var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsFile.MetadataKey };
            var begin = 0L;
            foreach (var entry in entries)
            {
                if (!names.Add(entry.Name))
                    throw new ArgumentException($"the entry name '{entry.Name}' is used twice or reserved", nameof(entries));
                WriteTensor(json, entry, begin);
                begin = checked(begin + entry.ByteCount);
            }
            json.WriteEndObject();
        }
        var padding = (Alignment - buffer.WrittenCount % Alignment) % Alignment;
        buffer.GetSpan(Alignment)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsFile.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, CheckpointEntry entry, long begin)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", entry.Type.ToString());
        json.WriteStartArray("shape");
        foreach (var size in entry.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + entry.ByteCount);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
