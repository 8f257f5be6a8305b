using System.Runtime.InteropServices;
using InverseRepro.LibTorch.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The only element of this tensor.</summary>
        /// <exception cref="ArgumentException">The tensor has another number of elements.</exception>
        public T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"Number of elements in the tensor must be 1, but it is {Describe()}");
            ReadScalar(out var real, out var integer);
            return dtype switch
            {
                ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64 => Convert<T>(real),
                _ => Convert<T>(integer),
            };
        }

        /// <summary>Views the elements of a contiguous CPU tensor; others are copied first.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (Marshal.SizeOf<T>() != ElementSize && !(typeof(T) == typeof(bool) && dtype == ScalarType.Bool))
                throw new ArgumentException($"{typeof(T).Name} cannot read {Describe()}");
            return new TensorAccessor<T>(device.type == DeviceType.CPU && is_contiguous() ? this : detach().cpu().contiguous());
        }

        /// <summary>The elements as raw bytes, in row-major order.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new NotSupportedException("bytes needs a contiguous tensor");
                var data = Native.ir_data(Handle);
                if (data is null && NumberOfElements > 0)
                    throw Native.Failure(nameof(bytes));
                return new Span<byte>(data, checked((int)(NumberOfElements * ElementSize)));
            }
            set
            {
                fixed (byte* source = value)
                    Native.Check(Native.ir_copy_in(Handle, source, value.Length), nameof(bytes));
                GC.KeepAlive(this);
            }
        }

        internal double item_as_double()
        {
            ReadScalar(out var real, out _);
            return real;
        }

        internal unsafe void CopyTo(void* destination, long bytes)
        {
            Native.Check(Native.ir_copy_out(Handle, destination, bytes), nameof(CopyTo));
            GC.KeepAlive(this);
        }

        private unsafe void ReadScalar(out double real, out long integer)
        {
            double r;
            long i;
            Native.Check(Native.ir_item(Handle, &r, &i), $"item({Describe()})");
            GC.KeepAlive(this);
            (real, integer) = (r, i);
        }

        private static T Convert<T>(IConvertible value)
        {
            if (typeof(T) == typeof(Half))
                return (T)(object)(Half)value.ToDouble(null);
            return (T)System.Convert.ChangeType(value, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
