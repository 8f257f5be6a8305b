using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Addition, multiplication, division and bits, element by element with broadcasting.</summary>
    public partial class Tensor
    {
        private static readonly Operator AddTensorOperator = new("aten::add", "Tensor");
        private static readonly Operator AddScalarOperator = new("aten::add", "Scalar");
        private static readonly Operator AddTensorInPlaceOperator = new("aten::add_", "Tensor");
        private static readonly Operator AddScalarInPlaceOperator = new("aten::add_", "Scalar");
        private static readonly Operator SubTensorOperator = new("aten::sub", "Tensor");
        private static readonly Operator SubScalarOperator = new("aten::sub", "Scalar");
        private static readonly Operator SubTensorInPlaceOperator = new("aten::sub_", "Tensor");
        private static readonly Operator SubScalarInPlaceOperator = new("aten::sub_", "Scalar");
        private static readonly Operator MulTensorOperator = new("aten::mul", "Tensor");
        private static readonly Operator MulScalarOperator = new("aten::mul", "Scalar");
        private static readonly Operator MulTensorInPlaceOperator = new("aten::mul_", "Tensor");
        private static readonly Operator MulScalarInPlaceOperator = new("aten::mul_", "Scalar");
        private static readonly Operator DivTensorModeOperator = new("aten::div", "Tensor_mode");
        private static readonly Operator DivScalarModeOperator = new("aten::div", "Scalar_mode");
        private static readonly Operator DivTensorModeInPlaceOperator = new("aten::div_", "Tensor_mode");
        private static readonly Operator DivScalarModeInPlaceOperator = new("aten::div_", "Scalar_mode");
        private static readonly Operator FloorDivideOperator = new("aten::floor_divide");
        private static readonly Operator FloorDivideScalarOperator = new("aten::floor_divide", "Scalar");
        private static readonly Operator RemainderTensorOperator = new("aten::remainder", "Tensor");
        private static readonly Operator RemainderScalarOperator = new("aten::remainder", "Scalar");
        private static readonly Operator RemainderTensorInPlaceOperator = new("aten::remainder_", "Tensor");
        private static readonly Operator RemainderScalarInPlaceOperator = new("aten::remainder_", "Scalar");
        private static readonly Operator FmodTensorInPlaceOperator = new("aten::fmod_", "Tensor");
        private static readonly Operator FmodScalarInPlaceOperator = new("aten::fmod_", "Scalar");
        private static readonly Operator FmodTensorOperator = new("aten::fmod", "Tensor");
        private static readonly Operator FmodScalarOperator = new("aten::fmod", "Scalar");
        private static readonly Operator AddcmulOperator = new("aten::addcmul");
        private static readonly Operator AddcmulInPlaceOperator = new("aten::addcmul_");
        private static readonly Operator AddcdivOperator = new("aten::addcdiv");
        private static readonly Operator AddcdivInPlaceOperator = new("aten::addcdiv_");
        private static readonly Operator LerpTensorOperator = new("aten::lerp", "Tensor");
        private static readonly Operator LerpTensorInPlaceOperator = new("aten::lerp_", "Tensor");

        public Tensor add(Tensor target) => AddTensorOperator.Call(this, target);

        public Tensor add(Tensor target, Scalar alpha) => AddTensorOperator.Call(this, target, alpha);

        public Tensor add(Scalar scalar) => AddScalarOperator.Call(this, scalar);

        public Tensor add(Scalar scalar, Scalar alpha) => AddScalarOperator.Call(this, scalar, alpha);

        public Tensor add_(Tensor target) => AddTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor add_(Tensor target, Scalar alpha) => AddTensorInPlaceOperator.CallInPlace(this, target, alpha);

        public Tensor add_(Scalar scalar) => AddScalarInPlaceOperator.CallInPlace(this, scalar);

        public Tensor add_(Scalar scalar, Scalar alpha) => AddScalarInPlaceOperator.CallInPlace(this, scalar, alpha);

        public Tensor sub(Tensor target) => SubTensorOperator.Call(this, target);

        public Tensor sub(Scalar target) => SubScalarOperator.Call(this, target);

        public Tensor sub_(Tensor target) => SubTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor sub_(Scalar target) => SubScalarInPlaceOperator.CallInPlace(this, target);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor mul(Tensor target) => MulTensorOperator.Call(this, target);

        public Tensor mul(Scalar target) => MulScalarOperator.Call(this, target);

        public Tensor mul_(Tensor target) => MulTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor mul_(Scalar target) => MulScalarInPlaceOperator.CallInPlace(this, target);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => DivTensorModeOperator.Call(this, target, NameOf(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => DivScalarModeOperator.Call(this, target, NameOf(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => DivTensorModeInPlaceOperator.CallInPlace(this, target, NameOf(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => DivScalarModeInPlaceOperator.CallInPlace(this, target, NameOf(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor floor_divide(Tensor other) => FloorDivideOperator.Call(this, other);

        public Tensor floor_divide(Scalar other) => FloorDivideScalarOperator.Call(this, other);

        public Tensor remainder(Tensor target) => RemainderTensorOperator.Call(this, target);

        public Tensor remainder(Scalar scalar) => RemainderScalarOperator.Call(this, scalar);

        public Tensor remainder_(Tensor target) => RemainderTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor remainder_(Scalar scalar) => RemainderScalarInPlaceOperator.CallInPlace(this, scalar);

        public Tensor fmod_(Tensor target) => FmodTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor fmod_(Scalar scalar) => FmodScalarInPlaceOperator.CallInPlace(this, scalar);

        public Tensor fmod(Tensor target) => FmodTensorOperator.Call(this, target);

        public Tensor fmod(Scalar scalar) => FmodScalarOperator.Call(this, scalar);

        /// <summary>this + value tensor1 tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => AddcmulOperator.Call(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => AddcmulInPlaceOperator.CallInPlace(this, tensor1, tensor2, value);

        /// <summary>this + value tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => AddcdivOperator.Call(this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => AddcdivInPlaceOperator.CallInPlace(this, tensor1, tensor2, value);

        /// <summary>this + weight (end - this).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => LerpTensorOperator.Call(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => LerpTensorInPlaceOperator.CallInPlace(this, end, weight);

        private static string? NameOf(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }
}
