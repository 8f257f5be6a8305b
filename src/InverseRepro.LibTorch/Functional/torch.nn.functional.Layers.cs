using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator LinearOperator = new("aten::linear");
            private static readonly Operator EmbeddingOperator = new("aten::embedding");
            private static readonly Operator DropoutOperator = new("aten::dropout");
            private static readonly Operator DropoutInPlaceOperator = new("aten::dropout_");
            private static readonly Operator ChannelDropoutOperator = new("aten::feature_dropout");
            private static readonly Operator ChannelDropoutInPlaceOperator = new("aten::feature_dropout_");
            private static readonly Operator OneHotOperator = new("aten::one_hot");
            private static readonly Operator PixelShuffleOperator = new("aten::pixel_shuffle");
            private static readonly Operator PixelUnshuffleOperator = new("aten::pixel_unshuffle");

            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => LinearOperator.Call(input, weights, bias);

            internal static Tensor Embed(Tensor indices, Tensor table, long padding, bool scaleByFrequency, bool sparse) =>
                EmbeddingOperator.Call(table, indices, padding, scaleByFrequency, sparse);

            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? DropoutInPlaceOperator : DropoutOperator).Call(input, p, training);

            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                (inplace ? ChannelDropoutInPlaceOperator : ChannelDropoutOperator).Call(input, p, training);

            /// <summary>Int64 classes of any shape → that shape × num_classes (-1: one more than the largest class).</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => OneHotOperator.Call(x, num_classes);

            /// <summary>N×(C r²)×H×W → N×C×(H r)×(W r).</summary>
            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => PixelShuffleOperator.Call(input, upscale_factor);

            /// <summary>N×C×(H r)×(W r) → N×(C r²)×H×W.</summary>
            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => PixelUnshuffleOperator.Call(input, downscale_factor);
        }
    }
}
