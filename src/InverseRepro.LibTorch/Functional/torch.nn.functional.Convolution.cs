using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator Conv1dOperator = new("aten::conv1d");
            private static readonly Operator Conv2dOperator = new("aten::conv2d");
            private static readonly Operator Conv2dPaddingOperator = new("aten::conv2d", "padding");
            private static readonly Operator ConvTranspose2dOperator = new("aten::conv_transpose2d", "input");
            private static readonly Operator UnfoldOperator = new("aten::im2col");
            private static readonly Operator FoldOperator = new("aten::col2im");
            private static readonly long[] NoPadding = [0, 0], UnitStep = [1, 1];

            /// <summary>input N×C×L, weight D×(C/groups)×K.</summary>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Conv1dOperator.Call(input, weight, bias, stride ?? 1, padding ?? 0, dilation ?? 1, groups);

            /// <summary>input N×C×H×W, weight D×(C/groups)×K×K.</summary>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1) =>
                Conv2dOperator.Call(input, weight, bias, strides ?? UnitStep, padding ?? NoPadding, dilation ?? UnitStep, groups);

            public static Tensor conv2d_padding(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, Padding padding = Padding.Valid, long[]? dilation = null, long groups = 1) =>
                Conv2dPaddingOperator.Call(input, weight, bias, strides ?? UnitStep, padding == Padding.Same ? "same" : "valid", dilation ?? UnitStep, groups);

            /// <summary>input N×C×H×W, weight C×(D/groups)×K×K.</summary>
            public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1) =>
                ConvTranspose2dOperator.Call(input, weight, bias, strides ?? UnitStep, padding ?? NoPadding, output_padding ?? NoPadding, groups, dilation ?? UnitStep);

            /// <summary>Sliding windows: N×C×H×W → N×(C K K)×windows.</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                UnfoldOperator.Call(input, Pair(kernel_size)!, Pair(dilation) ?? UnitStep, Pair(padding) ?? NoPadding, Pair(stride) ?? UnitStep);

            /// <summary>Sums windows back into place: N×(C K K)×windows → N×C×H×W.</summary>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(input, (output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor fold(Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                FoldOperator.Call(input, Pair(output_size)!, Pair(kernel_size)!, Pair(dilation) ?? UnitStep, Pair(padding) ?? NoPadding, Pair(stride) ?? UnitStep);
        }
    }
}
