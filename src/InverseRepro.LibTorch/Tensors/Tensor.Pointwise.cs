using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Functions of each element alone; those with a trailing underscore change the tensor itself.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator AbsOperator = new("aten::abs"), AbsInPlaceOperator = new("aten::abs_");
        private static readonly Operator ExpOperator = new("aten::exp"), ExpInPlaceOperator = new("aten::exp_");
        private static readonly Operator Expm1Operator = new("aten::expm1"), Expm1InPlaceOperator = new("aten::expm1_");
        private static readonly Operator LogOperator = new("aten::log"), LogInPlaceOperator = new("aten::log_");
        private static readonly Operator Log1pOperator = new("aten::log1p"), Log1pInPlaceOperator = new("aten::log1p_");
        private static readonly Operator Log2Operator = new("aten::log2"), Log2InPlaceOperator = new("aten::log2_");
        private static readonly Operator Log10Operator = new("aten::log10"), Log10InPlaceOperator = new("aten::log10_");
        private static readonly Operator SqrtOperator = new("aten::sqrt"), SqrtInPlaceOperator = new("aten::sqrt_");
        private static readonly Operator RsqrtOperator = new("aten::rsqrt"), RsqrtInPlaceOperator = new("aten::rsqrt_");
        private static readonly Operator SinOperator = new("aten::sin"), SinInPlaceOperator = new("aten::sin_");
        private static readonly Operator CosOperator = new("aten::cos"), CosInPlaceOperator = new("aten::cos_");
        private static readonly Operator TanOperator = new("aten::tan"), TanInPlaceOperator = new("aten::tan_");
        private static readonly Operator AsinOperator = new("aten::asin"), AsinInPlaceOperator = new("aten::asin_");
        private static readonly Operator AcosOperator = new("aten::acos"), AcosInPlaceOperator = new("aten::acos_");
        private static readonly Operator AtanOperator = new("aten::atan"), AtanInPlaceOperator = new("aten::atan_");
        private static readonly Operator SinhOperator = new("aten::sinh"), SinhInPlaceOperator = new("aten::sinh_");
        private static readonly Operator CoshOperator = new("aten::cosh"), CoshInPlaceOperator = new("aten::cosh_");
        private static readonly Operator TanhOperator = new("aten::tanh"), TanhInPlaceOperator = new("aten::tanh_");
        private static readonly Operator SigmoidOperator = new("aten::sigmoid"), SigmoidInPlaceOperator = new("aten::sigmoid_");
        private static readonly Operator ErfOperator = new("aten::erf"), ErfInPlaceOperator = new("aten::erf_");
        private static readonly Operator ErfinvOperator = new("aten::erfinv"), ErfinvInPlaceOperator = new("aten::erfinv_");
        private static readonly Operator FloorOperator = new("aten::floor"), FloorInPlaceOperator = new("aten::floor_");
        private static readonly Operator CeilOperator = new("aten::ceil"), CeilInPlaceOperator = new("aten::ceil_");
        private static readonly Operator RoundOperator = new("aten::round"), RoundInPlaceOperator = new("aten::round_");
        private static readonly Operator TruncOperator = new("aten::trunc"), TruncInPlaceOperator = new("aten::trunc_");
        private static readonly Operator NegOperator = new("aten::neg"), NegInPlaceOperator = new("aten::neg_");
        private static readonly Operator SquareOperator = new("aten::square"), SquareInPlaceOperator = new("aten::square_");
        private static readonly Operator ReciprocalOperator = new("aten::reciprocal"), ReciprocalInPlaceOperator = new("aten::reciprocal_");
        private static readonly Operator SignOperator = new("aten::sign"), SignInPlaceOperator = new("aten::sign_");
        private static readonly Operator ReluOperator = new("aten::relu"), ReluInPlaceOperator = new("aten::relu_");
        private static readonly Operator FracOperator = new("aten::frac"), FracInPlaceOperator = new("aten::frac_");
        private static readonly Operator IsnanOperator = new("aten::isnan");
        private static readonly Operator IsinfOperator = new("aten::isinf");
        private static readonly Operator IsfiniteOperator = new("aten::isfinite");
        private static readonly Operator LogicalNotOperator = new("aten::logical_not");
        private static readonly Operator SoftplusOperator = new("aten::softplus");

        public Tensor abs() => AbsOperator.Call(this);

        public Tensor abs_() => Same(AbsInPlaceOperator, this);

        public Tensor exp() => ExpOperator.Call(this);

        public Tensor exp_() => Same(ExpInPlaceOperator, this);

        public Tensor expm1() => Expm1Operator.Call(this);

        public Tensor expm1_() => Same(Expm1InPlaceOperator, this);

        public Tensor log() => LogOperator.Call(this);

        public Tensor log_() => Same(LogInPlaceOperator, this);

        public Tensor log1p() => Log1pOperator.Call(this);

        public Tensor log1p_() => Same(Log1pInPlaceOperator, this);

        public Tensor log2() => Log2Operator.Call(this);

        public Tensor log2_() => Same(Log2InPlaceOperator, this);

        public Tensor log10() => Log10Operator.Call(this);

        public Tensor log10_() => Same(Log10InPlaceOperator, this);

        public Tensor sqrt() => SqrtOperator.Call(this);

        public Tensor sqrt_() => Same(SqrtInPlaceOperator, this);

        public Tensor rsqrt() => RsqrtOperator.Call(this);

        public Tensor rsqrt_() => Same(RsqrtInPlaceOperator, this);

        public Tensor sin() => SinOperator.Call(this);

        public Tensor sin_() => Same(SinInPlaceOperator, this);

        public Tensor cos() => CosOperator.Call(this);

        public Tensor cos_() => Same(CosInPlaceOperator, this);

        public Tensor tan() => TanOperator.Call(this);

        public Tensor tan_() => Same(TanInPlaceOperator, this);

        public Tensor asin() => AsinOperator.Call(this);

        public Tensor asin_() => Same(AsinInPlaceOperator, this);

        public Tensor acos() => AcosOperator.Call(this);

        public Tensor acos_() => Same(AcosInPlaceOperator, this);

        public Tensor atan() => AtanOperator.Call(this);

        public Tensor atan_() => Same(AtanInPlaceOperator, this);

        public Tensor sinh() => SinhOperator.Call(this);

        public Tensor sinh_() => Same(SinhInPlaceOperator, this);

        public Tensor cosh() => CoshOperator.Call(this);

        public Tensor cosh_() => Same(CoshInPlaceOperator, this);

        public Tensor tanh() => TanhOperator.Call(this);

        public Tensor tanh_() => Same(TanhInPlaceOperator, this);

        public Tensor sigmoid() => SigmoidOperator.Call(this);

        public Tensor sigmoid_() => Same(SigmoidInPlaceOperator, this);

        public Tensor erf() => ErfOperator.Call(this);

        public Tensor erf_() => Same(ErfInPlaceOperator, this);

        public Tensor erfinv() => ErfinvOperator.Call(this);

        public Tensor erfinv_() => Same(ErfinvInPlaceOperator, this);

        public Tensor floor() => FloorOperator.Call(this);

        public Tensor floor_() => Same(FloorInPlaceOperator, this);

        public Tensor ceil() => CeilOperator.Call(this);

        public Tensor ceil_() => Same(CeilInPlaceOperator, this);

        public Tensor round() => RoundOperator.Call(this);

        public Tensor round_() => Same(RoundInPlaceOperator, this);

        public Tensor trunc() => TruncOperator.Call(this);

        public Tensor trunc_() => Same(TruncInPlaceOperator, this);

        public Tensor neg() => NegOperator.Call(this);

        public Tensor neg_() => Same(NegInPlaceOperator, this);

        public Tensor square() => SquareOperator.Call(this);

        public Tensor square_() => Same(SquareInPlaceOperator, this);

        public Tensor reciprocal() => ReciprocalOperator.Call(this);

        public Tensor reciprocal_() => Same(ReciprocalInPlaceOperator, this);

        public Tensor sign() => SignOperator.Call(this);

        public Tensor sign_() => Same(SignInPlaceOperator, this);

        public Tensor relu() => ReluOperator.Call(this);

        public Tensor relu_() => Same(ReluInPlaceOperator, this);

        public Tensor frac() => FracOperator.Call(this);

        public Tensor frac_() => Same(FracInPlaceOperator, this);

        public Tensor isnan() => IsnanOperator.Call(this);

        public Tensor isinf() => IsinfOperator.Call(this);

        public Tensor isfinite() => IsfiniteOperator.Call(this);

        public Tensor logical_not() => LogicalNotOperator.Call(this);

        public Tensor softplus(double beta = 1, double threshold = 20) => SoftplusOperator.Call(this, beta, threshold);

        /// <summary>Runs an operator that changes this tensor and returns it.</summary>
        private Tensor Same(Operator inPlace, params ReadOnlySpan<Argument> arguments)
        {
            inPlace.CallVoid(arguments);
            return this;
        }
    }

    public static Tensor abs(Tensor input) => input.abs();

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor expm1(Tensor input) => input.expm1();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor log1p(Tensor input) => input.log1p();

    public static Tensor log2(Tensor input) => input.log2();

    public static Tensor log10(Tensor input) => input.log10();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    public static Tensor sin(Tensor input) => input.sin();

    public static Tensor cos(Tensor input) => input.cos();

    public static Tensor tan(Tensor input) => input.tan();

    public static Tensor asin(Tensor input) => input.asin();

    public static Tensor acos(Tensor input) => input.acos();

    public static Tensor atan(Tensor input) => input.atan();

    public static Tensor sinh(Tensor input) => input.sinh();

    public static Tensor cosh(Tensor input) => input.cosh();

    public static Tensor tanh(Tensor input) => input.tanh();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor erf(Tensor input) => input.erf();

    public static Tensor erfinv(Tensor input) => input.erfinv();

    public static Tensor floor(Tensor input) => input.floor();

    public static Tensor ceil(Tensor input) => input.ceil();

    public static Tensor round(Tensor input) => input.round();

    public static Tensor trunc(Tensor input) => input.trunc();

    public static Tensor neg(Tensor input) => input.neg();

    public static Tensor square(Tensor input) => input.square();

    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    public static Tensor sign(Tensor input) => input.sign();

    public static Tensor relu(Tensor input) => input.relu();

    public static Tensor frac(Tensor input) => input.frac();

    public static Tensor isnan(Tensor input) => input.isnan();

    public static Tensor isinf(Tensor input) => input.isinf();

    public static Tensor isfinite(Tensor input) => input.isfinite();

    public static Tensor logical_not(Tensor input) => input.logical_not();
}
