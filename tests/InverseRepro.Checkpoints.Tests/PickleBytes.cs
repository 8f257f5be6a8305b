using System.Buffers.Binary;
using System.Text;

namespace InverseRepro.Checkpoints.Tests;

/// <summary>Writes pickles opcode by opcode, and the files around them.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> _bytes = [0x80, 2];

    public PickleBytes Op(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBytes Op(string opcodes) => Op(Encoding.Latin1.GetBytes(opcodes));

    public PickleBytes Text(string text) => Op("X").Op(Int32(Encoding.UTF8.GetByteCount(text))).Op(Encoding.UTF8.GetBytes(text));

    public PickleBytes Int(int value) => Op("J").Op(Int32(value));

    public PickleBytes Repeat(int count, Action<PickleBytes, int> part)
    {
        for (var i = 0; i < count; i++)
            part(this, i);
        return this;
    }

    /// <summary>A float32 tensor of a storage.</summary>
    public PickleBytes Tensor(string key, int count, int offset, int[] shape, int[] strides)
    {
        Op("ctorch._utils\n_rebuild_tensor_v2\n((").Text("storage").Op("ctorch\nFloatStorage\n").Text(key).Text("cpu").Int(count).Op("tQ").Int(offset);
        Tuple(shape).Tuple(strides);
        return Op([0x89]).Op("}tR");
    }

    /// <summary>The pickle, ended.</summary>
    public byte[] ToArray() => [.. _bytes, (byte)'.'];

    /// <summary>A legacy file of this pickle and storages of float32.</summary>
    public byte[] Legacy(params (string Key, float[] Values)[] storages)
    {
        var keys = new PickleBytes().Op("]");
        foreach (var (key, _) in storages)
            keys.Text(key).Op("a");
        var system = new PickleBytes().Op("}").Text("little_endian").Op([0x88]).Op("s");
        List<byte> file = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];
        foreach (var pickle in new[] { new PickleBytes().Int(1001), system, this, keys })
            file.AddRange(pickle.ToArray());
        foreach (var (_, values) in storages)
        {
            file.AddRange(BitConverter.GetBytes((long)values.Length));
            foreach (var value in values)
                file.AddRange(BitConverter.GetBytes(value));
        }
        return [.. file];
    }

    private PickleBytes Tuple(int[] values)
    {
        Op("(");
        foreach (var value in values)
            Int(value);
        return Op("t");
    }

    private static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
