using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Element types, devices and copies.</summary>
    public partial class Tensor
    {
        private static readonly Operator ToDtypeOperator = new("aten::to", "dtype");
        private static readonly Operator ToDeviceOperator = new("aten::to", "device");
        private static readonly Operator IsPinnedOperator = new("aten::is_pinned");
        private static readonly Operator PinMemoryOperator = new("aten::pin_memory");
        private static readonly Operator CloneOperator = new("aten::clone");
        private static readonly Operator ContiguousOperator = new("aten::contiguous");
        private static readonly Operator DetachOperator = new("aten::detach");
        private static readonly Operator DetachInPlaceOperator = new("aten::detach_");

        /// <summary>This tensor's elements as another type; the tensor itself where it has that type already and no copy is asked for.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(ToDtypeOperator.Call(this, type, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(ToDeviceOperator.Call(this, device, type, non_blocking, copy), disposeAfter);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(ToDeviceOperator.Call(this, device, dtype, non_blocking, copy), disposeAfter);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        public Tensor type(ScalarType dtype) => to_type(dtype);

        public Tensor cpu() => to(CPU);

        public Tensor cuda(Device? device = null, bool non_blocking = false) => to(device ?? CUDA, non_blocking: non_blocking);

        /// <summary>Whether the elements are in page-locked memory, which a GPU reads without the processor's help.</summary>
        public bool is_pinned() => IsPinnedOperator.CallBool(this);

        /// <summary>A copy in page-locked memory; the tensor itself where it is there already. Needs CUDA.</summary>
        public Tensor pin_memory() => PinMemoryOperator.Call(this);

        public Tensor @bool() => to_type(ScalarType.Bool);

        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor @char() => to_type(ScalarType.Int8);

        public Tensor @short() => to_type(ScalarType.Int16);

        public Tensor @int() => to_type(ScalarType.Int32);

        public Tensor @long() => to_type(ScalarType.Int64);

        public Tensor half() => to_type(ScalarType.Float16);

        public Tensor bfloat16() => to_type(ScalarType.BFloat16);

        public Tensor @float() => to_type(ScalarType.Float32);

        public Tensor @double() => to_type(ScalarType.Float64);

        public Tensor clone() => CloneOperator.Call(this);

        public Tensor contiguous() => ContiguousOperator.Call(this);

        public Tensor detach() => DetachOperator.Call(this);

        public Tensor detach_() => DetachInPlaceOperator.CallInPlace(this);

        private Tensor Converted(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return result;
        }
    }
}
