using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Circular and hyperbolic functions, element by element, in radians.</summary>
    public partial class Tensor
    {
        private static readonly Operator SinOperator = new("aten::sin");
        private static readonly Operator SinInPlaceOperator = new("aten::sin_");
        private static readonly Operator CosOperator = new("aten::cos");
        private static readonly Operator CosInPlaceOperator = new("aten::cos_");
        private static readonly Operator TanOperator = new("aten::tan");
        private static readonly Operator TanInPlaceOperator = new("aten::tan_");
        private static readonly Operator AsinOperator = new("aten::asin");
        private static readonly Operator AsinInPlaceOperator = new("aten::asin_");
        private static readonly Operator AcosOperator = new("aten::acos");
        private static readonly Operator AcosInPlaceOperator = new("aten::acos_");
        private static readonly Operator AtanOperator = new("aten::atan");
        private static readonly Operator AtanInPlaceOperator = new("aten::atan_");
        private static readonly Operator SinhOperator = new("aten::sinh");
        private static readonly Operator SinhInPlaceOperator = new("aten::sinh_");
        private static readonly Operator CoshOperator = new("aten::cosh");
        private static readonly Operator CoshInPlaceOperator = new("aten::cosh_");
        private static readonly Operator TanhOperator = new("aten::tanh");
        private static readonly Operator TanhInPlaceOperator = new("aten::tanh_");
        private static readonly Operator AsinhOperator = new("aten::asinh");
        private static readonly Operator AsinhInPlaceOperator = new("aten::asinh_");
        private static readonly Operator AcoshOperator = new("aten::acosh");
        private static readonly Operator AcoshInPlaceOperator = new("aten::acosh_");
        private static readonly Operator AtanhOperator = new("aten::atanh");
        private static readonly Operator AtanhInPlaceOperator = new("aten::atanh_");
        private static readonly Operator SincOperator = new("aten::sinc");
        private static readonly Operator SincInPlaceOperator = new("aten::sinc_");
        private static readonly Operator Atan2Operator = new("aten::atan2");
        private static readonly Operator Atan2InPlaceOperator = new("aten::atan2_");
        private static readonly Operator HypotOperator = new("aten::hypot");

        public Tensor sin() => SinOperator.Call(this);

        public Tensor sin_() => SinInPlaceOperator.CallInPlace(this);

        public Tensor cos() => CosOperator.Call(this);

        public Tensor cos_() => CosInPlaceOperator.CallInPlace(this);

        public Tensor tan() => TanOperator.Call(this);

        public Tensor tan_() => TanInPlaceOperator.CallInPlace(this);

        public Tensor asin() => AsinOperator.Call(this);

        public Tensor asin_() => AsinInPlaceOperator.CallInPlace(this);

        public Tensor acos() => AcosOperator.Call(this);

        public Tensor acos_() => AcosInPlaceOperator.CallInPlace(this);

        public Tensor atan() => AtanOperator.Call(this);

        public Tensor atan_() => AtanInPlaceOperator.CallInPlace(this);

        public Tensor sinh() => SinhOperator.Call(this);

        public Tensor sinh_() => SinhInPlaceOperator.CallInPlace(this);

        public Tensor cosh() => CoshOperator.Call(this);

        public Tensor cosh_() => CoshInPlaceOperator.CallInPlace(this);

        public Tensor tanh() => TanhOperator.Call(this);

        public Tensor tanh_() => TanhInPlaceOperator.CallInPlace(this);

        public Tensor asinh() => AsinhOperator.Call(this);

        public Tensor asinh_() => AsinhInPlaceOperator.CallInPlace(this);

        public Tensor acosh() => AcoshOperator.Call(this);

        public Tensor acosh_() => AcoshInPlaceOperator.CallInPlace(this);

        public Tensor atanh() => AtanhOperator.Call(this);

        public Tensor atanh_() => AtanhInPlaceOperator.CallInPlace(this);

        public Tensor sinc() => SincOperator.Call(this);

        public Tensor sinc_() => SincInPlaceOperator.CallInPlace(this);

        public Tensor atan2(Tensor other) => Atan2Operator.Call(this, other);

        public Tensor atan2_(Tensor other) => Atan2InPlaceOperator.CallInPlace(this, other);

        public Tensor hypot(Tensor other) => HypotOperator.Call(this, other);
    }
}
