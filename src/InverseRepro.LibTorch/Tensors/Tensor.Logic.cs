using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Logical and bitwise operations, element by element.</summary>
    public partial class Tensor
    {
        private static readonly Operator LogicalAndOperator = new("aten::logical_and");
        private static readonly Operator LogicalOrOperator = new("aten::logical_or");
        private static readonly Operator LogicalXorOperator = new("aten::logical_xor");
        private static readonly Operator LogicalNotOperator = new("aten::logical_not");
        private static readonly Operator BitwiseAndTensorOperator = new("aten::bitwise_and", "Tensor");
        private static readonly Operator BitwiseOrTensorOperator = new("aten::bitwise_or", "Tensor");
        private static readonly Operator BitwiseXorTensorOperator = new("aten::bitwise_xor", "Tensor");
        private static readonly Operator BitwiseNotOperator = new("aten::bitwise_not");
        private static readonly Operator BitwiseLeftShiftTensorOperator = new("aten::bitwise_left_shift", "Tensor");
        private static readonly Operator BitwiseRightShiftTensorOperator = new("aten::bitwise_right_shift", "Tensor");

        public Tensor logical_and(Tensor other) => LogicalAndOperator.Call(this, other);

        public Tensor logical_or(Tensor other) => LogicalOrOperator.Call(this, other);

        public Tensor logical_xor(Tensor other) => LogicalXorOperator.Call(this, other);

        public Tensor logical_not() => LogicalNotOperator.Call(this);

        public Tensor bitwise_and(Tensor other) => BitwiseAndTensorOperator.Call(this, other);

        public Tensor bitwise_or(Tensor other) => BitwiseOrTensorOperator.Call(this, other);

        public Tensor bitwise_xor(Tensor other) => BitwiseXorTensorOperator.Call(this, other);

        public Tensor bitwise_not() => BitwiseNotOperator.Call(this);

        public Tensor bitwise_left_shift(Tensor other) => BitwiseLeftShiftTensorOperator.Call(this, other);

        public Tensor bitwise_right_shift(Tensor other) => BitwiseRightShiftTensorOperator.Call(this, other);
    }
}
