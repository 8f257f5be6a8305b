using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Activations, element by element.</summary>
    public partial class Tensor
    {
        private static readonly Operator SigmoidOperator = new("aten::sigmoid");
        private static readonly Operator SigmoidInPlaceOperator = new("aten::sigmoid_");
        private static readonly Operator ReluOperator = new("aten::relu");
        private static readonly Operator ReluInPlaceOperator = new("aten::relu_");
        private static readonly Operator Relu6Operator = new("aten::relu6");
        private static readonly Operator Relu6InPlaceOperator = new("aten::relu6_");
        private static readonly Operator SeluOperator = new("aten::selu");
        private static readonly Operator SeluInPlaceOperator = new("aten::selu_");
        private static readonly Operator SiluOperator = new("aten::silu");
        private static readonly Operator SiluInPlaceOperator = new("aten::silu_");
        private static readonly Operator HardswishOperator = new("aten::hardswish");
        private static readonly Operator HardswishInPlaceOperator = new("aten::hardswish_");
        private static readonly Operator HardsigmoidOperator = new("aten::hardsigmoid");
        private static readonly Operator HardsigmoidInPlaceOperator = new("aten::hardsigmoid_");
        private static readonly Operator SoftmaxIntOperator = new("aten::softmax", "int");
        private static readonly Operator LogSoftmaxIntOperator = new("aten::log_softmax", "int");
        private static readonly Operator SoftplusOperator = new("aten::softplus");
        private static readonly Operator LogSigmoidOperator = new("aten::log_sigmoid");
        private static readonly Operator EluOperator = new("aten::elu");
        private static readonly Operator LeakyReluOperator = new("aten::leaky_relu");
        private static readonly Operator LeakyReluInPlaceOperator = new("aten::leaky_relu_");
        private static readonly Operator GeluOperator = new("aten::gelu");
        private static readonly Operator GluOperator = new("aten::glu");
        private static readonly Operator HardtanhOperator = new("aten::hardtanh");
        private static readonly Operator ThresholdOperator = new("aten::threshold");

        public Tensor sigmoid() => SigmoidOperator.Call(this);

        public Tensor sigmoid_() => SigmoidInPlaceOperator.CallInPlace(this);

        public Tensor relu() => ReluOperator.Call(this);

        public Tensor relu_() => ReluInPlaceOperator.CallInPlace(this);

        public Tensor relu6() => Relu6Operator.Call(this);

        public Tensor relu6_() => Relu6InPlaceOperator.CallInPlace(this);

        public Tensor selu() => SeluOperator.Call(this);

        public Tensor selu_() => SeluInPlaceOperator.CallInPlace(this);

        public Tensor silu() => SiluOperator.Call(this);

        public Tensor silu_() => SiluInPlaceOperator.CallInPlace(this);

        public Tensor hardswish() => HardswishOperator.Call(this);

        public Tensor hardswish_() => HardswishInPlaceOperator.CallInPlace(this);

        public Tensor hardsigmoid() => HardsigmoidOperator.Call(this);

        public Tensor hardsigmoid_() => HardsigmoidInPlaceOperator.CallInPlace(this);

        public Tensor softmax(long dim, ScalarType? dtype = null) => SoftmaxIntOperator.Call(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => LogSoftmaxIntOperator.Call(this, dim, dtype);

        public Tensor softplus(double beta = 1, double threshold = 20) => SoftplusOperator.Call(this, beta, threshold);

        public Tensor log_sigmoid() => LogSigmoidOperator.Call(this);

        public Tensor elu(double alpha = 1) => EluOperator.Call(this, alpha);

        public Tensor leaky_relu(Scalar negative_slope) => LeakyReluOperator.Call(this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => LeakyReluInPlaceOperator.CallInPlace(this, negative_slope);

        public Tensor gelu() => GeluOperator.Call(this);

        public Tensor glu(long dim = -1) => GluOperator.Call(this, dim);

        public Tensor hardtanh(Scalar min, Scalar max) => HardtanhOperator.Call(this, min, max);

        public Tensor threshold(Scalar threshold, Scalar value) => ThresholdOperator.Call(this, threshold, value);
    }
}
