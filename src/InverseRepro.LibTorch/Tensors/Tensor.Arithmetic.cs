using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Arithmetic with broadcasting.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator AddOperator = new("aten::add", "Tensor"), AddScalarOperator = new("aten::add", "Scalar"),
            AddInPlaceOperator = new("aten::add_", "Tensor"), AddScalarInPlaceOperator = new("aten::add_", "Scalar"),
            SubOperator = new("aten::sub", "Tensor"), SubScalarOperator = new("aten::sub", "Scalar"),
            SubInPlaceOperator = new("aten::sub_", "Tensor"), SubScalarInPlaceOperator = new("aten::sub_", "Scalar"),
            RsubScalarOperator = new("aten::rsub", "Scalar"),
            AddcmulInPlaceOperator = new("aten::addcmul_"), AddcdivInPlaceOperator = new("aten::addcdiv_"),
            AddcmulOperator = new("aten::addcmul"), AddcdivOperator = new("aten::addcdiv"),
            LerpScalarOperator = new("aten::lerp", "Scalar"), LerpScalarInPlaceOperator = new("aten::lerp_", "Scalar");

        public Tensor add(Tensor target) => AddOperator.Call(this, target);

        public Tensor add(Tensor target, Scalar alpha) => AddOperator.Call(this, target, alpha);

        public Tensor add(Scalar scalar) => AddScalarOperator.Call(this, scalar);

        public Tensor add_(Tensor target) => Same(AddInPlaceOperator, this, target);

        public Tensor add_(Tensor target, Scalar alpha) => Same(AddInPlaceOperator, this, target, alpha);

        public Tensor add_(Scalar scalar) => Same(AddScalarInPlaceOperator, this, scalar);

        public Tensor sub(Tensor target) => SubOperator.Call(this, target);

        public Tensor sub(Scalar scalar) => SubScalarOperator.Call(this, scalar);

        public Tensor sub_(Tensor target) => Same(SubInPlaceOperator, this, target);

        public Tensor sub_(Scalar scalar) => Same(SubScalarInPlaceOperator, this, scalar);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => AddcmulOperator.Call(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Same(AddcmulInPlaceOperator, this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => AddcdivOperator.Call(this, tensor1, tensor2, value);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Same(AddcdivInPlaceOperator, this, tensor1, tensor2, value);

        public Tensor lerp(Tensor end, Scalar weight) => LerpScalarOperator.Call(this, end, weight);

        public Tensor lerp_(Tensor end, Scalar weight) => Same(LerpScalarInPlaceOperator, this, end, weight);

        private static readonly Operator MulOperator = new("aten::mul", "Tensor"), MulScalarOperator = new("aten::mul", "Scalar"),
            MulInPlaceOperator = new("aten::mul_", "Tensor"), MulScalarInPlaceOperator = new("aten::mul_", "Scalar");

        public Tensor mul(Tensor target) => MulOperator.Call(this, target);

        public Tensor mul(Scalar scalar) => MulScalarOperator.Call(this, scalar);

        public Tensor mul_(Tensor target) => Same(MulInPlaceOperator, this, target);

        public Tensor mul_(Scalar scalar) => Same(MulScalarInPlaceOperator, this, scalar);

        private static readonly Operator DivOperator = new("aten::div", "Tensor"), DivScalarOperator = new("aten::div", "Scalar"),
            DivInPlaceOperator = new("aten::div_", "Tensor"), DivScalarInPlaceOperator = new("aten::div_", "Scalar");

        public Tensor div(Tensor target) => DivOperator.Call(this, target);

        public Tensor div(Scalar scalar) => DivScalarOperator.Call(this, scalar);

        public Tensor div_(Tensor target) => Same(DivInPlaceOperator, this, target);

        public Tensor div_(Scalar scalar) => Same(DivScalarInPlaceOperator, this, scalar);

        private static readonly Operator PowOperator = new("aten::pow", "Tensor_Tensor"), PowScalarOperator = new("aten::pow", "Tensor_Scalar"),
            PowInPlaceOperator = new("aten::pow_", "Tensor"), PowScalarInPlaceOperator = new("aten::pow_", "Scalar");

        public Tensor pow(Tensor target) => PowOperator.Call(this, target);

        public Tensor pow(Scalar scalar) => PowScalarOperator.Call(this, scalar);

        public Tensor pow_(Tensor target) => Same(PowInPlaceOperator, this, target);

        public Tensor pow_(Scalar scalar) => Same(PowScalarInPlaceOperator, this, scalar);

        private static readonly Operator FmodOperator = new("aten::fmod", "Tensor"), FmodScalarOperator = new("aten::fmod", "Scalar"),
            FmodInPlaceOperator = new("aten::fmod_", "Tensor"), FmodScalarInPlaceOperator = new("aten::fmod_", "Scalar");

        public Tensor fmod(Tensor target) => FmodOperator.Call(this, target);

        public Tensor fmod(Scalar scalar) => FmodScalarOperator.Call(this, scalar);

        public Tensor fmod_(Tensor target) => Same(FmodInPlaceOperator, this, target);

        public Tensor fmod_(Scalar scalar) => Same(FmodScalarInPlaceOperator, this, scalar);

        private static readonly Operator RemainderOperator = new("aten::remainder", "Tensor"), RemainderScalarOperator = new("aten::remainder", "Scalar"),
            RemainderInPlaceOperator = new("aten::remainder_", "Tensor"), RemainderScalarInPlaceOperator = new("aten::remainder_", "Scalar");

        public Tensor remainder(Tensor target) => RemainderOperator.Call(this, target);

        public Tensor remainder(Scalar scalar) => RemainderScalarOperator.Call(this, scalar);

        public Tensor remainder_(Tensor target) => Same(RemainderInPlaceOperator, this, target);

        public Tensor remainder_(Scalar scalar) => Same(RemainderScalarInPlaceOperator, this, scalar);

        private static readonly Operator MaximumOperator = new("aten::maximum");

        public Tensor maximum(Tensor other) => MaximumOperator.Call(this, other);

        private static readonly Operator MinimumOperator = new("aten::minimum");

        public Tensor minimum(Tensor other) => MinimumOperator.Call(this, other);

        private static readonly Operator Atan2Operator = new("aten::atan2");

        public Tensor atan2(Tensor other) => Atan2Operator.Call(this, other);

        private static readonly Operator ClampOperator = new("aten::clamp"), ClampInPlaceOperator = new("aten::clamp_");

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => ClampOperator.Call(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Same(ClampInPlaceOperator, this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor divide(Tensor target) => div(target);

        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        public static Tensor operator -(Scalar left, Tensor right) => RsubScalarOperator.Call(right, left);

        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul(left);

        public static Tensor operator -(Tensor tensor) => tensor.neg();
    }

    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    public static Tensor div(Tensor left, Tensor right) => left.div(right);

    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);
}
