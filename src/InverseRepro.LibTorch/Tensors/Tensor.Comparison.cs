using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Comparisons, element by element with broadcasting; tensors of bool.</summary>
    public partial class Tensor
    {
        private static readonly Operator EqTensorOperator = new("aten::eq", "Tensor");
        private static readonly Operator EqScalarOperator = new("aten::eq", "Scalar");
        private static readonly Operator EqTensorInPlaceOperator = new("aten::eq_", "Tensor");
        private static readonly Operator EqScalarInPlaceOperator = new("aten::eq_", "Scalar");
        private static readonly Operator NeTensorOperator = new("aten::ne", "Tensor");
        private static readonly Operator NeScalarOperator = new("aten::ne", "Scalar");
        private static readonly Operator NeTensorInPlaceOperator = new("aten::ne_", "Tensor");
        private static readonly Operator NeScalarInPlaceOperator = new("aten::ne_", "Scalar");
        private static readonly Operator LtTensorOperator = new("aten::lt", "Tensor");
        private static readonly Operator LtScalarOperator = new("aten::lt", "Scalar");
        private static readonly Operator LtTensorInPlaceOperator = new("aten::lt_", "Tensor");
        private static readonly Operator LtScalarInPlaceOperator = new("aten::lt_", "Scalar");
        private static readonly Operator LeTensorOperator = new("aten::le", "Tensor");
        private static readonly Operator LeScalarOperator = new("aten::le", "Scalar");
        private static readonly Operator LeTensorInPlaceOperator = new("aten::le_", "Tensor");
        private static readonly Operator LeScalarInPlaceOperator = new("aten::le_", "Scalar");
        private static readonly Operator GtTensorOperator = new("aten::gt", "Tensor");
        private static readonly Operator GtScalarOperator = new("aten::gt", "Scalar");
        private static readonly Operator GtTensorInPlaceOperator = new("aten::gt_", "Tensor");
        private static readonly Operator GtScalarInPlaceOperator = new("aten::gt_", "Scalar");
        private static readonly Operator GeTensorOperator = new("aten::ge", "Tensor");
        private static readonly Operator GeScalarOperator = new("aten::ge", "Scalar");
        private static readonly Operator GeTensorInPlaceOperator = new("aten::ge_", "Tensor");
        private static readonly Operator GeScalarInPlaceOperator = new("aten::ge_", "Scalar");
        private static readonly Operator EqualOperator = new("aten::equal");
        private static readonly Operator AllcloseOperator = new("aten::allclose");
        private static readonly Operator IscloseOperator = new("aten::isclose");
        private static readonly Operator IsinTensorTensorOperator = new("aten::isin", "Tensor_Tensor");
        private static readonly Operator IsnanOperator = new("aten::isnan");
        private static readonly Operator IsinfOperator = new("aten::isinf");
        private static readonly Operator IsfiniteOperator = new("aten::isfinite");
        private static readonly Operator IsposinfOperator = new("aten::isposinf");
        private static readonly Operator IsneginfOperator = new("aten::isneginf");
        private static readonly Operator MaximumOperator = new("aten::maximum");
        private static readonly Operator MinimumOperator = new("aten::minimum");
        private static readonly Operator FmaxOperator = new("aten::fmax");
        private static readonly Operator FminOperator = new("aten::fmin");

        public Tensor eq(Tensor target) => EqTensorOperator.Call(this, target);

        public Tensor eq(Scalar target) => EqScalarOperator.Call(this, target);

        public Tensor eq_(Tensor target) => EqTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor eq_(Scalar target) => EqScalarInPlaceOperator.CallInPlace(this, target);

        public Tensor ne(Tensor target) => NeTensorOperator.Call(this, target);

        public Tensor ne(Scalar target) => NeScalarOperator.Call(this, target);

        public Tensor ne_(Tensor target) => NeTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor ne_(Scalar target) => NeScalarInPlaceOperator.CallInPlace(this, target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor lt(Tensor target) => LtTensorOperator.Call(this, target);

        public Tensor lt(Scalar target) => LtScalarOperator.Call(this, target);

        public Tensor lt_(Tensor target) => LtTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor lt_(Scalar target) => LtScalarInPlaceOperator.CallInPlace(this, target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor le(Tensor target) => LeTensorOperator.Call(this, target);

        public Tensor le(Scalar target) => LeScalarOperator.Call(this, target);

        public Tensor le_(Tensor target) => LeTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor le_(Scalar target) => LeScalarInPlaceOperator.CallInPlace(this, target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor gt(Tensor target) => GtTensorOperator.Call(this, target);

        public Tensor gt(Scalar target) => GtScalarOperator.Call(this, target);

        public Tensor gt_(Tensor target) => GtTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor gt_(Scalar target) => GtScalarInPlaceOperator.CallInPlace(this, target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor ge(Tensor target) => GeTensorOperator.Call(this, target);

        public Tensor ge(Scalar target) => GeScalarOperator.Call(this, target);

        public Tensor ge_(Tensor target) => GeTensorInPlaceOperator.CallInPlace(this, target);

        public Tensor ge_(Scalar target) => GeScalarInPlaceOperator.CallInPlace(this, target);

        public Tensor greater_equal(Tensor target) => ge(target);

        /// <summary>Element by element, as <see cref="eq(Tensor)"/>; whether all are: <see cref="Equals(Tensor)"/>.</summary>
        public Tensor equal(Tensor target) => eq(target);

        /// <summary>Whether shape and all elements are equal.</summary>
        public bool Equals(Tensor target) => EqualOperator.CallBool(this, target);

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public override int GetHashCode() => base.GetHashCode();

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => AllcloseOperator.CallBool(this, target, rtol, atol, equal_nan);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) => IscloseOperator.Call(this, other, rtol, atol, nanEqual);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => IsinTensorTensorOperator.Call(this, test_elements, assumeUnique, invert);

        public Tensor isnan() => IsnanOperator.Call(this);

        public Tensor isinf() => IsinfOperator.Call(this);

        public Tensor isfinite() => IsfiniteOperator.Call(this);

        public Tensor isposinf() => IsposinfOperator.Call(this);

        public Tensor isneginf() => IsneginfOperator.Call(this);

        public Tensor maximum(Tensor other) => MaximumOperator.Call(this, other);

        public Tensor minimum(Tensor other) => MinimumOperator.Call(this, other);

        public Tensor fmax(Tensor other) => FmaxOperator.Call(this, other);

        public Tensor fmin(Tensor other) => FminOperator.Call(this, other);
    }
}
