using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Error and gamma functions, element by element.</summary>
    public partial class Tensor
    {
        private static readonly Operator ErfOperator = new("aten::erf");
        private static readonly Operator ErfInPlaceOperator = new("aten::erf_");
        private static readonly Operator ErfcOperator = new("aten::erfc");
        private static readonly Operator ErfcInPlaceOperator = new("aten::erfc_");
        private static readonly Operator ErfinvOperator = new("aten::erfinv");
        private static readonly Operator ErfinvInPlaceOperator = new("aten::erfinv_");
        private static readonly Operator LgammaOperator = new("aten::lgamma");
        private static readonly Operator LgammaInPlaceOperator = new("aten::lgamma_");
        private static readonly Operator DigammaOperator = new("aten::digamma");
        private static readonly Operator DigammaInPlaceOperator = new("aten::digamma_");
        private static readonly Operator Deg2radOperator = new("aten::deg2rad");
        private static readonly Operator Rad2degOperator = new("aten::rad2deg");

        public Tensor erf() => ErfOperator.Call(this);

        public Tensor erf_() => ErfInPlaceOperator.CallInPlace(this);

        public Tensor erfc() => ErfcOperator.Call(this);

        public Tensor erfc_() => ErfcInPlaceOperator.CallInPlace(this);

        public Tensor erfinv() => ErfinvOperator.Call(this);

        public Tensor erfinv_() => ErfinvInPlaceOperator.CallInPlace(this);

        public Tensor lgamma() => LgammaOperator.Call(this);

        public Tensor lgamma_() => LgammaInPlaceOperator.CallInPlace(this);

        public Tensor digamma() => DigammaOperator.Call(this);

        public Tensor digamma_() => DigammaInPlaceOperator.CallInPlace(this);

        public Tensor deg2rad() => Deg2radOperator.Call(this);

        public Tensor rad2deg() => Rad2degOperator.Call(this);
    }
}
