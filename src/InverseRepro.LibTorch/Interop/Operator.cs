using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using TorchSharp;

namespace InverseRepro.LibTorch.Interop;

/// <summary>An operator of libtorch's dispatcher, looked up at its first call and called boxed.</summary>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int ScratchBytes = 256, MostResults = 4;
    private nint _handle;

    /// <summary>The declaration that the arguments are converted by.</summary>
    public string Schema => Marshal.PtrToStringUTF8((nint)Native.ir_operator_schema(_handle != 0 ? _handle : _handle = Resolve()))!;

    public torch.Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return torch.Tensor.Own((nint)result.Pointer);
    }

    public (torch.Tensor, torch.Tensor) Call2(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[2];
        Invoke(arguments, results, 2);
        return (torch.Tensor.Own((nint)results[0].Pointer), torch.Tensor.Own((nint)results[1].Pointer));
    }

    public (torch.Tensor, torch.Tensor, torch.Tensor) Call3(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[3];
        Invoke(arguments, results, 3);
        return (torch.Tensor.Own((nint)results[0].Pointer), torch.Tensor.Own((nint)results[1].Pointer), torch.Tensor.Own((nint)results[2].Pointer));
    }

    public torch.Tensor[] CallList(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        var handles = new ReadOnlySpan<nint>(result.Pointer, result.Length);
        var tensors = new torch.Tensor[handles.Length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = torch.Tensor.Own(handles[i]);
        Native.ir_free_buffer(result.Pointer);
        return tensors;
    }

    public bool CallBool(params ReadOnlySpan<Argument> arguments)
    {
        Value result;
        Invoke(arguments, &result, 1);
        return result.Integer != 0;
    }

    /// <summary>For operators that change their first argument; what they return is let go.</summary>
    public void CallVoid(params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[MostResults];
        var count = Invoke(arguments, results, MostResults);
        for (var i = 0; i < count; i++)
            if (results[i].Kind == ValueKind.Tensor)
                Native.ir_free((nint)results[i].Pointer);
    }

    /// <summary>For operators that change their first argument; returns that argument.</summary>
    public torch.Tensor CallInPlace(params ReadOnlySpan<Argument> arguments)
    {
        CallVoid(arguments);
        return (torch.Tensor)arguments[0].Source!;
    }

    [SkipLocalsInit]
    private int Invoke(ReadOnlySpan<Argument> arguments, Value* results, int capacity)
    {
        if (_handle == 0)
            _handle = Resolve();
        var values = stackalloc Value[arguments.Length];
        var scratch = stackalloc byte[ScratchBytes];
        var lists = new ListMemory(scratch, ScratchBytes);
        for (var i = 0; i < arguments.Length; i++)
        {
            ref readonly var argument = ref arguments[i];
            values[i].Kind = argument.Kind;
            if (argument.Kind is >= ValueKind.String and <= ValueKind.Tensors)
                values[i].Pointer = lists.Copy(argument.Source!, out values[i].Length);
            else
                values[i].Integer = argument.Bits;
        }
        var failed = Native.ir_call(_handle, values, arguments.Length, results, &capacity) != 0;
        for (var i = 0; i < arguments.Length; i++)
            GC.KeepAlive(arguments[i].Source);
        lists.Free();
        if (failed)
            throw Failure(arguments);
        return capacity;
    }

    private nint Resolve()
    {
        Native.EnsureLoaded();
        fixed (byte* n = Encoding.UTF8.GetBytes(name + "\0"), o = Encoding.UTF8.GetBytes(overload + "\0"))
        {
            var handle = Native.ir_operator(n, o);
            return handle != 0 ? handle : throw Native.Failure(name);
        }
    }

    private ExternalException Failure(ReadOnlySpan<Argument> arguments)
    {
        var what = new StringBuilder(name).Append('(');
        for (var i = 0; i < arguments.Length; i++)
            what.Append(i == 0 ? "" : ", ").Append(Describe(arguments[i]));
        return Native.Failure(what.Append(')').ToString());
    }

    private static string Describe(Argument argument) => argument.Source switch
    {
        torch.Tensor tensor => tensor.Describe(),
        torch.Tensor?[] tensors => $"[{string.Join(", ", tensors.Select(t => t is null ? "none" : t.Describe()))}]",
        long[] list => $"[{string.Join(", ", list)}]",
        double[] list => $"[{string.Join(", ", list)}]",
        _ => argument.Kind switch
        {
            ValueKind.Int => argument.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ValueKind.Double => BitConverter.Int64BitsToDouble(argument.Bits).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ValueKind.Bool => argument.Bits != 0 ? "true" : "false",
            var kind => kind.ToString().ToLowerInvariant(),
        },
    };
}
