using InverseRepro.LibTorch.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator ReluOperator = new("aten::relu"), ReluInPlaceOperator = new("aten::relu_");
            private static readonly Operator GeluOperator = new("aten::gelu"), GeluInPlaceOperator = new("aten::gelu_");
            private static readonly Operator SigmoidOperator = new("aten::sigmoid"), SigmoidInPlaceOperator = new("aten::sigmoid_");
            private static readonly Operator TanhOperator = new("aten::tanh"), TanhInPlaceOperator = new("aten::tanh_");
            private static readonly Operator SiluOperator = new("aten::silu"), SiluInPlaceOperator = new("aten::silu_");
            private static readonly Operator LeakyReluOperator = new("aten::leaky_relu"), LeakyReluInPlaceOperator = new("aten::leaky_relu_");
            private static readonly Operator SoftplusOperator = new("aten::softplus");
            private static readonly Operator SoftmaxOperator = new("aten::softmax", "int");
            private static readonly Operator LogSoftmaxOperator = new("aten::log_softmax", "int");

            public static Tensor relu(Tensor x, bool inplace = false) => (inplace ? ReluInPlaceOperator : ReluOperator).Call(x);

            public static Tensor gelu(Tensor x) => GeluOperator.Call(x);

            public static Tensor gelu(Tensor x, bool inplace) => (inplace ? GeluInPlaceOperator : GeluOperator).Call(x);

            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                (inplace ? GeluInPlaceOperator : GeluOperator).Call(x, approximate == Modules.GELU.Approximate.tanh ? "tanh" : "none");

            public static Tensor sigmoid(Tensor x) => SigmoidOperator.Call(x);

            public static Tensor sigmoid(Tensor x, bool inplace) => (inplace ? SigmoidInPlaceOperator : SigmoidOperator).Call(x);

            public static Tensor tanh(Tensor x, bool inplace = false) => (inplace ? TanhInPlaceOperator : TanhOperator).Call(x);

            public static Tensor silu(Tensor x, bool inplace = false) => (inplace ? SiluInPlaceOperator : SiluOperator).Call(x);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                (inplace ? LeakyReluInPlaceOperator : LeakyReluOperator).Call(input, negative_slope);

            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => SoftplusOperator.Call(x, beta, threshold);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => dtype is { } type
                ? SoftmaxOperator.Call(input, dim, type)
                : SoftmaxOperator.Call(input, dim);

            public static Tensor log_softmax(Tensor x, long dim) => LogSoftmaxOperator.Call(x, dim);
        }
    }
}
