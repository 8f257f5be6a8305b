using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Copies to another type or device, tensors like this one, and filling.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator ToDtypeOperator = new("aten::to", "dtype"), ToDeviceOperator = new("aten::to", "device"),
            CopyInPlaceOperator = new("aten::copy_"), ZeroInPlaceOperator = new("aten::zero_"), FillInPlaceOperator = new("aten::fill_", "Scalar"),
            UniformInPlaceOperator = new("aten::uniform_"), NormalInPlaceOperator = new("aten::normal_"), BernoulliInPlaceOperator = new("aten::bernoulli_", "float"),
            SetOperator = new("aten::set_", "source_Tensor");

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replaced(ToDtypeOperator.Call(this, type, non_blocking, copy), disposeAfter);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Replaced(ToDeviceOperator.Call(this, device, type, non_blocking, copy), disposeAfter);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(other.dtype, other.device, copy, disposeAfter, non_blocking);

        public Tensor type_as(Tensor other) => to(other.dtype);

        public Tensor cpu(bool disposeAfter = false) => to(CPU, disposeAfter: disposeAfter);

        public Tensor cuda(Device? device = null, bool disposeAfter = false, bool non_blocking = false) =>
            to(device ?? CUDA, disposeAfter: disposeAfter, non_blocking: non_blocking);

        public Tensor @float() => to(ScalarType.Float32);

        public Tensor @double() => to(ScalarType.Float64);

        public Tensor @long() => to(ScalarType.Int64);

        public Tensor @int() => to(ScalarType.Int32);

        public Tensor @bool() => to(ScalarType.Bool);

        public Tensor copy_(Tensor source, bool non_blocking = false) => Same(CopyInPlaceOperator, this, source, non_blocking);

        public Tensor zero_() => Same(ZeroInPlaceOperator, this);

        public Tensor fill_(Scalar value) => Same(FillInPlaceOperator, this, value);

        public Tensor uniform_(double from, double to, Generator? generator = null) => Same(UniformInPlaceOperator, this, from, to, generator);

        public Tensor normal_(double mean = 0.0, double stddev = 1.0, Generator? generator = null) => Same(NormalInPlaceOperator, this, mean, stddev, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Same(BernoulliInPlaceOperator, this, p, generator);

        /// <summary>Makes this tensor share the storage of <paramref name="source"/>.</summary>
        public Tensor set_(Tensor source) => Same(SetOperator, this, source);

        private static readonly Operator ZerosLikeOperator = new("aten::zeros_like");

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            ZerosLikeOperator.Call(this, dtype, Argument.None, device, false).requires_grad_(requires_grad);

        private static readonly Operator OnesLikeOperator = new("aten::ones_like");

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            OnesLikeOperator.Call(this, dtype, Argument.None, device, false).requires_grad_(requires_grad);

        private static readonly Operator EmptyLikeOperator = new("aten::empty_like");

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            EmptyLikeOperator.Call(this, dtype, Argument.None, device, false).requires_grad_(requires_grad);

        private static readonly Operator RandLikeOperator = new("aten::rand_like");

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            RandLikeOperator.Call(this, dtype, Argument.None, device, false).requires_grad_(requires_grad);

        private static readonly Operator RandnLikeOperator = new("aten::randn_like");

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            RandnLikeOperator.Call(this, dtype, Argument.None, device, false).requires_grad_(requires_grad);

        private static readonly Operator FullLikeOperator = new("aten::full_like");

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            FullLikeOperator.Call(this, value, dtype, Argument.None, device, false).requires_grad_(requires_grad);

        private Tensor Replaced(Tensor result, bool disposeThis)
        {
            if (disposeThis)
                Dispose();
            return result;
        }
    }

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.zeros_like(dtype, device, requires_grad);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.ones_like(dtype, device, requires_grad);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.empty_like(dtype, device, requires_grad);

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.full_like(value, dtype, device, requires_grad);
}
