using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator MseOperator = new("aten::mse_loss");
            private static readonly Operator L1Operator = new("aten::l1_loss");
            private static readonly Operator SmoothL1Operator = new("aten::smooth_l1_loss");
            private static readonly Operator HuberOperator = new("aten::huber_loss");
            private static readonly Operator CrossEntropyOperator = new("aten::cross_entropy_loss");
            private static readonly Operator NllOperator = new("aten::nll_loss_nd");
            private static readonly Operator BinaryCrossEntropyOperator = new("aten::binary_cross_entropy");
            private static readonly Operator BinaryCrossEntropyWithLogitsOperator = new("aten::binary_cross_entropy_with_logits");
            private static readonly Operator KlDivOperator = new("aten::kl_div");

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                MseOperator.Call(input, target, (long)reduction);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                L1Operator.Call(input, target, (long)reduction);

            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                SmoothL1Operator.Call(input, target, (long)reduction, beta);

            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                HuberOperator.Call(input, target, (long)reduction, delta);

            /// <summary>Logits N×C×… against classes N×… (or probabilities N×C×…); with class weights, the weighted mean.</summary>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                CrossEntropyOperator.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Log-probabilities N×C×… against classes N×….</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                NllOperator.Call(input, target, weight, (long)reduction);

            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                BinaryCrossEntropyOperator.Call(input, target, weight, (long)reduction);

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                BinaryCrossEntropyWithLogitsOperator.Call(input, target, weight, pos_weights, (long)reduction);

            /// <summary>Note the default of TorchSharp: the target is given in logarithms.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                KlDivOperator.Call(input, target, (long)reduction, log_target);
        }
    }
}
