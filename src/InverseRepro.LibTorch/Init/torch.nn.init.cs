using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Fills a tensor in place, without recording gradients, and returns it.</summary>
        public static partial class init
        {
            private static readonly Operator UniformOperator = new("aten::uniform_");
            private static readonly Operator NormalOperator = new("aten::normal_");
            private static readonly Operator FillOperator = new("aten::fill_", "Scalar");

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using (no_grad())
                    FillOperator.CallVoid(tensor, val);
                return tensor;
            }

            /// <summary>Uniform in [low, high).</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using (no_grad())
                    UniformOperator.CallVoid(tensor, low, high, generator);
                return tensor;
            }

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using (no_grad())
                    NormalOperator.CallVoid(tensor, mean, std, generator);
                return tensor;
            }

            /// <summary>Normal, limited to [a, b], by inverting the distribution function of uniform numbers.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null)
            {
                using var guard = no_grad();
                var (low, high) = (NormalDistribution((a - mean) / std), NormalDistribution((b - mean) / std));
                uniform_(tensor, 2 * low - 1, 2 * high - 1, generator);
                tensor.erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
                return tensor;
            }

            /// <summary>Uniform with the variance that keeps activations' variance (He et al. 2015).</summary>
            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal with the variance that keeps activations' variance (He et al. 2015).</summary>
            public static Tensor kaiming_normal_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            /// <summary>Uniform with variance gain² 2 / (fan-in + fan-out) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var bound = Math.Sqrt(3) * XavierDeviation(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal with variance gain² 2 / (fan-in + fan-out) (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0) => normal_(tensor, 0, XavierDeviation(tensor, gain));

            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in and fan out cannot be computed for a tensor with fewer than 2 dimensions.");
                var field = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
                return (shape[1] * field, shape[0] * field);
            }

            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + param * param)),
                _ => 1,
            };

            /// <summary>PyTorch's default for weight and bias of linear and convolution layers: uniform in ±1/√fan-in.</summary>
            internal static void ResetAffine(Tensor weight, Tensor? bias)
            {
                kaiming_uniform_(weight, Math.Sqrt(5));
                var (fanIn, _) = CalculateFanInAndFanOut(weight);
                if (bias is not null && fanIn > 0)
                    uniform_(bias, -1 / Math.Sqrt(fanIn), 1 / Math.Sqrt(fanIn));
            }

            private static double KaimingDeviation(Tensor tensor, double slope, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, slope) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double XavierDeviation(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            /// <summary>Φ(x).</summary>
            private static double NormalDistribution(double x)
            {
                using var argument = full([1], x / Math.Sqrt(2), dtype: ScalarType.Float64);
                using var value = argument.erf();
                return (1 + value.item<double>()) / 2;
            }
        }
    }
}
