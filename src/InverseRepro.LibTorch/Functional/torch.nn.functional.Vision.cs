using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator PadOperator = new("aten::pad");
            private static readonly Operator Nearest1d = new("aten::upsample_nearest1d", "vec"), Nearest2d = new("aten::upsample_nearest2d", "vec");
            private static readonly Operator NearestExact2d = new("aten::_upsample_nearest_exact2d", "vec");
            private static readonly Operator Linear1d = new("aten::upsample_linear1d", "vec");
            private static readonly Operator Bilinear2d = new("aten::upsample_bilinear2d", "vec"), SmoothBilinear2d = new("aten::_upsample_bilinear2d_aa", "vec");
            private static readonly Operator Bicubic2d = new("aten::upsample_bicubic2d", "vec"), SmoothBicubic2d = new("aten::_upsample_bicubic2d_aa", "vec");

            /// <summary>Pads the last dimensions: before and after the last, before and after the one ahead of it, ...</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Zeros or PaddingModes.Constant => PadOperator.Call(input, pad, "constant", value),
                PaddingModes.Reflect => PadOperator.Call(input, pad, "reflect", Argument.None),
                PaddingModes.Replicate => PadOperator.Call(input, pad, "replicate", Argument.None),
                PaddingModes.Circular => PadOperator.Call(input, pad, "circular", Argument.None),
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
            };

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>
            /// Resizes the spatial dimensions of N×C×L or N×C×H×W to <paramref name="size"/> or by <paramref name="scale_factor"/>.
            /// </summary>
            /// <param name="antialias">Whether shrinking averages over the pixels it leaves out (bilinear and bicubic only).</param>
            /// <exception cref="NotSupportedException">For a mode that does not fit the number of spatial dimensions.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                var spatial = x.shape.Length - 2;
                if ((size is null) == (scale_factor is null))
                    throw new ArgumentException("Exactly one of size and scale_factor must be given.");
                if (scale_factor is { Length: 1 } && spatial > 1)
                    scale_factor = [.. Enumerable.Repeat(scale_factor[0], spatial)];
                if (size is { Length: 1 } && spatial > 1)
                    size = [.. Enumerable.Repeat(size[0], spatial)];
                if (recompute_scale_factor && scale_factor is { } factors)
                    (size, scale_factor) = ([.. factors.Select((factor, i) => (long)Math.Floor(x.shape[i + 2] * factor))], null);
                var corners = align_corners ?? false;
                Argument sizes = size is null ? Argument.None : size, scales = scale_factor is null ? Argument.None : scale_factor;
                return (mode, spatial) switch
                {
                    (InterpolationMode.Nearest, 1) => Nearest1d.Call(x, sizes, scales),
                    (InterpolationMode.Nearest, 2) => Nearest2d.Call(x, sizes, scales),
                    (InterpolationMode.NearestExact, 2) => NearestExact2d.Call(x, sizes, scales),
                    (InterpolationMode.Linear, 1) => Linear1d.Call(x, sizes, corners, scales),
                    (InterpolationMode.Bilinear, 2) => (antialias ? SmoothBilinear2d : Bilinear2d).Call(x, sizes, corners, scales),
                    (InterpolationMode.Bicubic, 2) => (antialias ? SmoothBicubic2d : Bicubic2d).Call(x, sizes, corners, scales),
                    (InterpolationMode.Area, 2) => adaptive_avg_pool2d(x, size ?? [.. scale_factor!.Select((factor, i) => (long)Math.Floor(x.shape[i + 2] * factor))]),
                    _ => throw new NotSupportedException($"Interpolation {mode} of {spatial} spatial dimensions is not available."),
                };
            }

            public static Tensor upsample(Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, align_corners);

            public static Tensor upsample_bilinear(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                interpolate(x, size, scale_factor, InterpolationMode.Bilinear, align_corners);

            public static Tensor upsample_nearest(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                interpolate(x, size, scale_factor);
        }
    }
}
