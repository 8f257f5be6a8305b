using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator BatchNormOperator = new("aten::batch_norm");
            private static readonly Operator LayerNormOperator = new("aten::layer_norm");
            private static readonly Operator GroupNormOperator = new("aten::group_norm");
            private static readonly Operator NormOperator = new("aten::norm", "ScalarOpt_dim");
            private static readonly Operator ClampMinOperator = new("aten::clamp_min");
            private static readonly Operator DivideOperator = new("aten::div", "Tensor");
            private static readonly Operator CosineSimilarityOperator = new("aten::cosine_similarity");

            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5) =>
                BatchNormOperator.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);

            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                LayerNormOperator.Call(input, normalized_shape, weight, bias, eps, true);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                GroupNormOperator.Call(input, num_groups, weight, bias, eps, true);

            /// <summary>x divided by its p-norm over one dimension (at least eps).</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = NormOperator.Call(input, p, dim, true);
                using var divisor = ClampMinOperator.Call(norm, eps);
                return DivideOperator.Call(input, divisor);
            }

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                CosineSimilarityOperator.Call(x1, x2, dim, eps);
        }
    }
}
