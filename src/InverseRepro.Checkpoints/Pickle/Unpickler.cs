using System.Runtime.InteropServices;

namespace InverseRepro.Checkpoints;

/// <summary>
/// A stack machine for the few opcodes torch.save writes. It builds plain values and calls nothing: globals come from an
/// allow-list, and every other opcode is refused.
/// </summary>
/// <remarks>The frame opcode is read for its length only. SHORT_BINSTRING is how Python 2 wrote text (the LPIPS weights).</remarks>
internal sealed class Unpickler(CheckpointSource source, PickleReader reader, string name, Func<Storage, Storage> open)
{
    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<long, object?> _memo = [];

    /// <summary>The value of the pickle at the reader's position; the reader ends after its STOP.</summary>
    /// <exception cref="CheckpointException">Names the opcode and its offset in the file.</exception>
    public object? Load()
    {
        var (opcode, position, begin) = (PickleOpcode.Proto, reader.Position, reader.Position);
        try
        {
            if ((PickleOpcode)reader.ReadByte() != PickleOpcode.Proto)
                throw new FormatFault("the pickle does not start with its protocol");
            if (reader.ReadByte() is var protocol && protocol != 2)
                throw new FormatFault($"the pickle is of protocol {protocol}; only protocol 2, that of torch.save, is accepted");
            for (var count = 0; ; count++)
            {
                position = reader.Position;
                if (count >= Limits.PickleOpcodes || position - begin > Limits.PickleBytes)
                    throw new FormatFault($"the pickle is longer than {Limits.PickleOpcodes} opcodes or {Limits.PickleBytes} bytes");
                opcode = (PickleOpcode)reader.ReadByte();
                if (opcode == PickleOpcode.Stop)
                    return _stack.Count == 1 && _marks.Count == 0 ? _stack[0] : throw new FormatFault($"{_stack.Count} values are left, not 1");
                Execute(opcode);
            }
        }
        catch (FormatFault fault)
        {
            throw source.Fault($"{name}, opcode {(Enum.IsDefined(opcode) ? opcode.ToString().ToUpperInvariant() : $"0x{(byte)opcode:x2}")} at byte {position}", fault.Message);
        }
    }

    private void Execute(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Frame: SkipFrame(); break;
            case PickleOpcode.Mark: Mark(); break;
            case PickleOpcode.EmptyDict: Push(new PickleDictionary()); break;
            case PickleOpcode.EmptyList: Push(new PickleList()); break;
            case PickleOpcode.EmptyTuple: Push(PickleTuple.Of([])); break;
            case PickleOpcode.Tuple: Push(PickleTuple.Of(PopMark())); break;
            case PickleOpcode.Tuple1: Push(PickleTuple.Of(Pop(1))); break;
            case PickleOpcode.Tuple2: Push(PickleTuple.Of(Pop(2))); break;
            case PickleOpcode.Tuple3: Push(PickleTuple.Of(Pop(3))); break;
            case PickleOpcode.BinPut: Put(reader.ReadByte()); break;
            case PickleOpcode.LongBinPut: Put(reader.ReadUInt32()); break;
            case PickleOpcode.BinGet: Push(Get(reader.ReadByte())); break;
            case PickleOpcode.LongBinGet: Push(Get(reader.ReadUInt32())); break;
            case PickleOpcode.BinUnicode: Push(reader.ReadUtf8(reader.ReadUInt32())); break;
            case PickleOpcode.ShortBinString: Push(reader.ReadAscii(reader.ReadByte())); break;
            case PickleOpcode.BinInt: Push(reader.ReadInt32()); break;
            case PickleOpcode.BinInt1: Push((long)reader.ReadByte()); break;
            case PickleOpcode.BinInt2: Push(reader.ReadUInt16()); break;
            case PickleOpcode.Long1: Push(reader.ReadLong(reader.ReadByte())); break;
            case PickleOpcode.NewTrue: Push(true); break;
            case PickleOpcode.NewFalse: Push(false); break;
            case PickleOpcode.None: Push(null); break;
            case PickleOpcode.BinFloat: Push(reader.ReadDouble()); break;
            case PickleOpcode.Global: Push(TorchPickle.Global(reader.ReadLine(), reader.ReadLine())); break;
            case PickleOpcode.BinPersId: Push(TorchPickle.PersistentId(Pop(1)[0], open)); break;
            case PickleOpcode.Reduce: Reduce(); break;
            case PickleOpcode.SetItem: SetItems(Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(PopMark()); break;
            case PickleOpcode.Append: Append(Pop(1)); break;
            case PickleOpcode.Appends: Append(PopMark()); break;
            case PickleOpcode.Build: Build(); break;
            default: throw new FormatFault("the opcode is not on the allow-list; nothing was run");
        }
    }

    private void SkipFrame()
    {
        if (reader.ReadInt64() is var length && (length < 0 || length > reader.Left))
            throw new FormatFault($"a frame of {length} bytes, where {reader.Left} are left");
    }

    private void Mark()
    {
        if (_marks.Count == Limits.PickleMarks)
            throw new FormatFault($"more than {Limits.PickleMarks} open marks");
        _marks.Add(_stack.Count);
    }

    private void Push(object? value)
    {
        if (_stack.Count == Limits.PickleStack)
            throw new FormatFault($"more than {Limits.PickleStack} values on the stack");
        _stack.Add(value);
    }

    private object?[] Pop(int count)
    {
        // What lies below the last mark belongs to the collection being gathered there.
        var floor = _marks.Count > 0 ? _marks[^1] : 0;
        if (_stack.Count - count < floor)
            throw new FormatFault($"{count} values are needed, {_stack.Count - floor} are on the stack");
        var values = CollectionsMarshal.AsSpan(_stack)[^count..].ToArray();
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private object?[] PopMark()
    {
        if (_marks.Count == 0)
            throw new FormatFault("there is no open mark");
        var values = Pop(_stack.Count - _marks[^1]);
        _marks.RemoveAt(_marks.Count - 1);
        return values;
    }

    private object? Peek()
    {
        if (_stack.Count == (_marks.Count > 0 ? _marks[^1] : 0))
            throw new FormatFault("a value is needed, none is on the stack");
        return _stack[^1];
    }

    private void Put(long index)
    {
        if (_memo.Count == Limits.PickleMemo)
            throw new FormatFault($"more than {Limits.PickleMemo} values are memoised");
        _memo[index] = Peek();
    }

    private object? Get(long index) =>
        _memo.TryGetValue(index, out var value) ? value : throw new FormatFault($"memo {index} was never stored");

    private void Reduce()
    {
        var values = Pop(2);
        Push(TorchPickle.Call(values[0], values[1]));
    }

    private void SetItems(object?[] keysAndValues)
    {
        if (Peek() is not PickleDictionary dictionary || keysAndValues.Length % 2 != 0)
            throw new FormatFault("items are set on something other than a dictionary, or without a value");
        for (var i = 0; i < keysAndValues.Length; i += 2)
            dictionary.Add(keysAndValues[i], keysAndValues[i + 1]);
    }

    private void Append(object?[] values)
    {
        if (Peek() is not PickleList list)
            throw new FormatFault("something is appended to what is not a list");
        list.Add(values);
    }

    // Modules hang the attribute _metadata (layer versions) on their OrderedDict. We have no use for attributes: dropped.
    private void Build()
    {
        var state = Pop(1)[0];
        if (Peek() is not PickleDictionary || state is not PickleDictionary)
            throw new FormatFault($"a state is set on {TreeBuilder.Describe(Peek())}; only a dictionary may have one");
    }
}
