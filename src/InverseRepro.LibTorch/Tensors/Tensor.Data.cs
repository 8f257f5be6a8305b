using InverseRepro.LibTorch.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Reading and writing the elements from C#.</summary>
    public partial class Tensor
    {
        /// <summary>The elements in row-major order; T must be the element type. Tensors elsewhere are copied to the CPU.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (ToScalarType(typeof(T)) != dtype)
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The only element.</summary>
        public unsafe T item<T>() where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            if (ToScalarType(typeof(T)) != dtype)
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}");
            if (device_type == DeviceType.CPU)
                return *(T*)DataPointer;
            using var here = cpu();
            return *(T*)here.DataPointer;
        }

        /// <summary>The bytes of a contiguous tensor on the CPU, in place; valid while the tensor lives.</summary>
        public unsafe Span<byte> bytes
        {
            get => new((void*)DataPointer, ContiguousBytes());
            set
            {
                if (value.Length != ContiguousBytes())
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(bytes);
            }
        }

        /// <summary>Address of the first element.</summary>
        internal unsafe nint DataPointer
        {
            get
            {
                var pointer = (nint)Native.ir_data(Handle);
                GC.KeepAlive(this);
                return pointer;
            }
        }

        /// <summary>The only element, as a number.</summary>
        public Scalar ToScalar()
        {
            if (NumberOfElements != 1)
                throw new InvalidOperationException("Cannot convert a tensor of more than one element to a scalar");
            return dtype switch
            {
                ScalarType.Bool => item<bool>(),
                ScalarType.Float64 => item<double>(),
                ScalarType.Float32 => item<float>(),
                ScalarType.Int64 => item<long>(),
                _ when is_floating_point() => Converted<double>(ScalarType.Float64),
                _ => Converted<long>(ScalarType.Int64),
            };
        }

        private T Converted<T>(ScalarType type) where T : unmanaged
        {
            using var converted = detach();
            using var wide = converted.to_type(type);
            return wide.item<T>();
        }

        private int ContiguousBytes()
        {
            if (!is_contiguous())
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            var size = NumberOfElements * ElementSize;
            return size <= int.MaxValue ? (int)size : throw new ArgumentException("Span only supports up to int.MaxValue elements.");
        }
    }
}
