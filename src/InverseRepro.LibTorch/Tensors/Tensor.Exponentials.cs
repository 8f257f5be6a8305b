using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Exponentials, logarithms and roots, element by element.</summary>
    public partial class Tensor
    {
        private static readonly Operator ExpOperator = new("aten::exp");
        private static readonly Operator ExpInPlaceOperator = new("aten::exp_");
        private static readonly Operator Exp2Operator = new("aten::exp2");
        private static readonly Operator Expm1Operator = new("aten::expm1");
        private static readonly Operator Expm1InPlaceOperator = new("aten::expm1_");
        private static readonly Operator LogOperator = new("aten::log");
        private static readonly Operator LogInPlaceOperator = new("aten::log_");
        private static readonly Operator Log10Operator = new("aten::log10");
        private static readonly Operator Log10InPlaceOperator = new("aten::log10_");
        private static readonly Operator Log1pOperator = new("aten::log1p");
        private static readonly Operator Log1pInPlaceOperator = new("aten::log1p_");
        private static readonly Operator Log2Operator = new("aten::log2");
        private static readonly Operator Log2InPlaceOperator = new("aten::log2_");
        private static readonly Operator SqrtOperator = new("aten::sqrt");
        private static readonly Operator SqrtInPlaceOperator = new("aten::sqrt_");
        private static readonly Operator RsqrtOperator = new("aten::rsqrt");
        private static readonly Operator RsqrtInPlaceOperator = new("aten::rsqrt_");
        private static readonly Operator SquareOperator = new("aten::square");
        private static readonly Operator PowTensorTensorOperator = new("aten::pow", "Tensor_Tensor");
        private static readonly Operator PowTensorScalarOperator = new("aten::pow", "Tensor_Scalar");
        private static readonly Operator PowTensorInPlaceOperator = new("aten::pow_", "Tensor");
        private static readonly Operator PowScalarInPlaceOperator = new("aten::pow_", "Scalar");
        private static readonly Operator FloatPowerTensorTensorOperator = new("aten::float_power", "Tensor_Tensor");
        private static readonly Operator LogaddexpOperator = new("aten::logaddexp");
        private static readonly Operator XlogyTensorOperator = new("aten::xlogy", "Tensor");
        private static readonly Operator LogitOperator = new("aten::logit");

        public Tensor exp() => ExpOperator.Call(this);

        public Tensor exp_() => ExpInPlaceOperator.CallInPlace(this);

        public Tensor exp2() => Exp2Operator.Call(this);

        public Tensor expm1() => Expm1Operator.Call(this);

        public Tensor expm1_() => Expm1InPlaceOperator.CallInPlace(this);

        public Tensor log() => LogOperator.Call(this);

        public Tensor log_() => LogInPlaceOperator.CallInPlace(this);

        public Tensor log10() => Log10Operator.Call(this);

        public Tensor log10_() => Log10InPlaceOperator.CallInPlace(this);

        public Tensor log1p() => Log1pOperator.Call(this);

        public Tensor log1p_() => Log1pInPlaceOperator.CallInPlace(this);

        public Tensor log2() => Log2Operator.Call(this);

        public Tensor log2_() => Log2InPlaceOperator.CallInPlace(this);

        public Tensor sqrt() => SqrtOperator.Call(this);

        public Tensor sqrt_() => SqrtInPlaceOperator.CallInPlace(this);

        public Tensor rsqrt() => RsqrtOperator.Call(this);

        public Tensor rsqrt_() => RsqrtInPlaceOperator.CallInPlace(this);

        public Tensor square() => SquareOperator.Call(this);

        public Tensor pow(Tensor exponent) => PowTensorTensorOperator.Call(this, exponent);

        public Tensor pow(Scalar exponent) => PowTensorScalarOperator.Call(this, exponent);

        public Tensor pow_(Tensor exponent) => PowTensorInPlaceOperator.CallInPlace(this, exponent);

        public Tensor pow_(Scalar exponent) => PowScalarInPlaceOperator.CallInPlace(this, exponent);

        public Tensor float_power(Tensor target) => FloatPowerTensorTensorOperator.Call(this, target);

        public Tensor logaddexp(Tensor other) => LogaddexpOperator.Call(this, other);

        public Tensor xlogy(Tensor y) => XlogyTensorOperator.Call(this, y);

        public Tensor logit(double? eps = null) => LogitOperator.Call(this, eps);
    }
}
