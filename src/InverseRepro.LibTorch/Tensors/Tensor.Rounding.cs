using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Absolute value, sign and rounding, element by element.</summary>
    public partial class Tensor
    {
        private static readonly Operator AbsOperator = new("aten::abs");
        private static readonly Operator AbsInPlaceOperator = new("aten::abs_");
        private static readonly Operator CeilOperator = new("aten::ceil");
        private static readonly Operator CeilInPlaceOperator = new("aten::ceil_");
        private static readonly Operator FloorOperator = new("aten::floor");
        private static readonly Operator FloorInPlaceOperator = new("aten::floor_");
        private static readonly Operator TruncOperator = new("aten::trunc");
        private static readonly Operator TruncInPlaceOperator = new("aten::trunc_");
        private static readonly Operator FracOperator = new("aten::frac");
        private static readonly Operator FracInPlaceOperator = new("aten::frac_");
        private static readonly Operator SignOperator = new("aten::sign");
        private static readonly Operator SignInPlaceOperator = new("aten::sign_");
        private static readonly Operator SgnOperator = new("aten::sgn");
        private static readonly Operator SgnInPlaceOperator = new("aten::sgn_");
        private static readonly Operator NegOperator = new("aten::neg");
        private static readonly Operator NegInPlaceOperator = new("aten::neg_");
        private static readonly Operator ReciprocalOperator = new("aten::reciprocal");
        private static readonly Operator ReciprocalInPlaceOperator = new("aten::reciprocal_");
        private static readonly Operator SignbitOperator = new("aten::signbit");
        private static readonly Operator PositiveOperator = new("aten::positive");
        private static readonly Operator RoundDecimalsOperator = new("aten::round", "decimals");
        private static readonly Operator RoundDecimalsInPlaceOperator = new("aten::round_", "decimals");
        private static readonly Operator NanToNumOperator = new("aten::nan_to_num");
        private static readonly Operator ClampOperator = new("aten::clamp");
        private static readonly Operator ClampTensorOperator = new("aten::clamp", "Tensor");
        private static readonly Operator ClampInPlaceOperator = new("aten::clamp_");
        private static readonly Operator ClampTensorInPlaceOperator = new("aten::clamp_", "Tensor");
        private static readonly Operator ClampMaxOperator = new("aten::clamp_max");
        private static readonly Operator ClampMaxInPlaceOperator = new("aten::clamp_max_");
        private static readonly Operator ClampMinOperator = new("aten::clamp_min");
        private static readonly Operator ClampMinInPlaceOperator = new("aten::clamp_min_");

        public Tensor abs() => AbsOperator.Call(this);

        public Tensor abs_() => AbsInPlaceOperator.CallInPlace(this);

        public Tensor ceil() => CeilOperator.Call(this);

        public Tensor ceil_() => CeilInPlaceOperator.CallInPlace(this);

        public Tensor floor() => FloorOperator.Call(this);

        public Tensor floor_() => FloorInPlaceOperator.CallInPlace(this);

        public Tensor trunc() => TruncOperator.Call(this);

        public Tensor trunc_() => TruncInPlaceOperator.CallInPlace(this);

        public Tensor frac() => FracOperator.Call(this);

        public Tensor frac_() => FracInPlaceOperator.CallInPlace(this);

        public Tensor sign() => SignOperator.Call(this);

        public Tensor sign_() => SignInPlaceOperator.CallInPlace(this);

        public Tensor sgn() => SgnOperator.Call(this);

        public Tensor sgn_() => SgnInPlaceOperator.CallInPlace(this);

        public Tensor neg() => NegOperator.Call(this);

        public Tensor neg_() => NegInPlaceOperator.CallInPlace(this);

        public Tensor reciprocal() => ReciprocalOperator.Call(this);

        public Tensor reciprocal_() => ReciprocalInPlaceOperator.CallInPlace(this);

        public Tensor signbit() => SignbitOperator.Call(this);

        public Tensor positive() => PositiveOperator.Call(this);

        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor negative() => neg();

        public Tensor fix() => trunc();

        public Tensor fix_() => trunc_();

        /// <summary>To the nearest integer, halves to even; or to so many decimals.</summary>
        public Tensor round(long decimals = 0L) => RoundDecimalsOperator.Call(this, decimals);

        public Tensor round_(long decimals = 0L) => RoundDecimalsInPlaceOperator.CallInPlace(this, decimals);

        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) => NanToNumOperator.Call(this, nan, posinf, neginf);

        /// <summary>Between two bounds, either of which may be left out.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => ClampOperator.Call(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => ClampTensorOperator.Call(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => ClampInPlaceOperator.CallInPlace(this, min, max);

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => ClampTensorInPlaceOperator.CallInPlace(this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        public Tensor clamp_max(Scalar max) => ClampMaxOperator.Call(this, max);

        public Tensor clamp_max_(Scalar max) => ClampMaxInPlaceOperator.CallInPlace(this, max);

        public Tensor clamp_min(Scalar min) => ClampMinOperator.Call(this, min);

        public Tensor clamp_min_(Scalar min) => ClampMinInPlaceOperator.CallInPlace(this, min);
    }
}
