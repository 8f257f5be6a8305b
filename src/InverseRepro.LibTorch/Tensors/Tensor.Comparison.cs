using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Comparisons, element by element and whole.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator EqOperator = new("aten::eq", "Tensor"), EqScalarOperator = new("aten::eq", "Scalar");

        public Tensor eq(Tensor target) => EqOperator.Call(this, target);

        public Tensor eq(Scalar target) => EqScalarOperator.Call(this, target);

        private static readonly Operator NeOperator = new("aten::ne", "Tensor"), NeScalarOperator = new("aten::ne", "Scalar");

        public Tensor ne(Tensor target) => NeOperator.Call(this, target);

        public Tensor ne(Scalar target) => NeScalarOperator.Call(this, target);

        private static readonly Operator LtOperator = new("aten::lt", "Tensor"), LtScalarOperator = new("aten::lt", "Scalar");

        public Tensor lt(Tensor target) => LtOperator.Call(this, target);

        public Tensor lt(Scalar target) => LtScalarOperator.Call(this, target);

        private static readonly Operator LeOperator = new("aten::le", "Tensor"), LeScalarOperator = new("aten::le", "Scalar");

        public Tensor le(Tensor target) => LeOperator.Call(this, target);

        public Tensor le(Scalar target) => LeScalarOperator.Call(this, target);

        private static readonly Operator GtOperator = new("aten::gt", "Tensor"), GtScalarOperator = new("aten::gt", "Scalar");

        public Tensor gt(Tensor target) => GtOperator.Call(this, target);

        public Tensor gt(Scalar target) => GtScalarOperator.Call(this, target);

        private static readonly Operator GeOperator = new("aten::ge", "Tensor"), GeScalarOperator = new("aten::ge", "Scalar");

        public Tensor ge(Tensor target) => GeOperator.Call(this, target);

        public Tensor ge(Scalar target) => GeScalarOperator.Call(this, target);

        private static readonly Operator LogicalAndOperator = new("aten::logical_and");

        public Tensor logical_and(Tensor other) => LogicalAndOperator.Call(this, other);

        private static readonly Operator LogicalOrOperator = new("aten::logical_or");

        public Tensor logical_or(Tensor other) => LogicalOrOperator.Call(this, other);

        private static readonly Operator LogicalXorOperator = new("aten::logical_xor");

        public Tensor logical_xor(Tensor other) => LogicalXorOperator.Call(this, other);

        private static readonly Operator AllOperator = new("aten::all"), AnyOperator = new("aten::any"),
            AllDimOperator = new("aten::all", "dim"), AnyDimOperator = new("aten::any", "dim"),
            EqualOperator = new("aten::equal"), AllcloseOperator = new("aten::allclose");

        public Tensor all() => AllOperator.Call(this);

        public Tensor any() => AnyOperator.Call(this);

        public Tensor all(long dim, bool keepdim = false) => AllDimOperator.Call(this, dim, keepdim);

        public Tensor any(long dim, bool keepdim = false) => AnyDimOperator.Call(this, dim, keepdim);

        /// <summary>Whether shape and every element are the same, as a tensor of one bool.</summary>
        public Tensor equal(Tensor target) => tensor(EqualOperator.CallBool(this, target));

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            AllcloseOperator.CallBool(this, target, rtol, atol, equal_nan);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        public static Tensor operator &(Tensor left, Tensor right) => left.logical_and(right);

        public static Tensor operator |(Tensor left, Tensor right) => left.logical_or(right);

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }

    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    public static bool allclose(Tensor input, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        input.allclose(target, rtol, atol, equal_nan);

    public static Tensor equal(Tensor tensor1, Tensor tensor2) => tensor1.equal(tensor2);
}
