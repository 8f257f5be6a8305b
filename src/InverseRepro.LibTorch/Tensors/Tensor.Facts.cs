using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private const int MostDimensions = 64;

        public unsafe long[] shape
        {
            get
            {
                var sizes = stackalloc long[MostDimensions];
                var count = Native.ir_sizes(Handle, sizes, MostDimensions);
                GC.KeepAlive(this);
                return new ReadOnlySpan<long>(sizes, count).ToArray();
            }
        }

        public long[] size() => shape;

        public long size(int dim)
        {
            var sizes = shape;
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        public unsafe long[] stride()
        {
            var strides = stackalloc long[MostDimensions];
            var count = Native.ir_strides(Handle, strides, MostDimensions);
            GC.KeepAlive(this);
            return new ReadOnlySpan<long>(strides, count).ToArray();
        }

        public long stride(int dim)
        {
            var strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }

        public unsafe long Dimensions
        {
            get
            {
                var count = Native.ir_sizes(Handle, null, 0);
                GC.KeepAlive(this);
                return count;
            }
        }

        public long dim() => Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements
        {
            get
            {
                var count = Native.ir_numel(Handle);
                GC.KeepAlive(this);
                return count;
            }
        }

        public long numel() => NumberOfElements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize
        {
            get
            {
                var bytes = Native.ir_item_size(Handle);
                GC.KeepAlive(this);
                return bytes;
            }
        }

        public long element_size() => ElementSize;

        public long storage_offset()
        {
            var offset = Native.ir_storage_offset(Handle);
            GC.KeepAlive(this);
            return offset;
        }

        public ScalarType dtype
        {
            get
            {
                var type = (ScalarType)Native.ir_dtype(Handle);
                GC.KeepAlive(this);
                return type;
            }
        }

        public Device device
        {
            get
            {
                var device = Device.Unpack(Native.ir_device_of(Handle));
                GC.KeepAlive(this);
                return device;
            }
        }

        public DeviceType device_type => device.type;

        public bool is_contiguous()
        {
            var contiguous = Native.ir_is_contiguous(Handle) != 0;
            GC.KeepAlive(this);
            return contiguous;
        }

        public int device_index => device.index;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_nonzero()
        {
            if (numel() != 1)
                throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");
            using var different = ne(0);
            return different.item<bool>();
        }

        /// <summary>Element type, shape and device, such as <c>Float32 [2, 3], device = cpu</c>.</summary>
        public override string ToString() => $"{Describe()}, device = {device}";
    }
}
