using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Filling in place and tensors like this one.</summary>
    public partial class Tensor
    {
        private static readonly Operator FillScalarInPlaceOperator = new("aten::fill_", "Scalar");
        private static readonly Operator ZeroInPlaceOperator = new("aten::zero_");
        private static readonly Operator SetSourceTensorInPlaceOperator = new("aten::set_", "source_Tensor");
        private static readonly Operator CopyInPlaceOperator = new("aten::copy_");
        private static readonly Operator UniformInPlaceOperator = new("aten::uniform_");
        private static readonly Operator NormalInPlaceOperator = new("aten::normal_");
        private static readonly Operator LogNormalInPlaceOperator = new("aten::log_normal_");
        private static readonly Operator ExponentialInPlaceOperator = new("aten::exponential_");
        private static readonly Operator BernoulliFloatInPlaceOperator = new("aten::bernoulli_", "float");
        private static readonly Operator BernoulliTensorInPlaceOperator = new("aten::bernoulli_", "Tensor");
        private static readonly Operator RandomFromInPlaceOperator = new("aten::random_", "from");
        private static readonly Operator BernoulliOperator = new("aten::bernoulli");
        private static readonly Operator MultinomialOperator = new("aten::multinomial");
        private static readonly Operator PoissonOperator = new("aten::poisson");
        private static readonly Operator ZerosLikeOperator = new("aten::zeros_like");
        private static readonly Operator OnesLikeOperator = new("aten::ones_like");
        private static readonly Operator EmptyLikeOperator = new("aten::empty_like");
        private static readonly Operator FullLikeOperator = new("aten::full_like");
        private static readonly Operator RandLikeOperator = new("aten::rand_like");
        private static readonly Operator RandnLikeOperator = new("aten::randn_like");
        private static readonly Operator RandintLikeLowDtypeOperator = new("aten::randint_like", "low_dtype");
        private static readonly Operator NewZerosOperator = new("aten::new_zeros");
        private static readonly Operator NewEmptyOperator = new("aten::new_empty");
        private static readonly Operator NewFullOperator = new("aten::new_full");

        public Tensor fill_(Scalar value) => FillScalarInPlaceOperator.CallInPlace(this, value);

        public Tensor zero_() => ZeroInPlaceOperator.CallInPlace(this);

        /// <summary>Becomes another name of the source's storage.</summary>
        public Tensor set_(Tensor source) => SetSourceTensorInPlaceOperator.CallInPlace(this, source);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => CopyInPlaceOperator.CallInPlace(this, source, nonBlocking);

        public Tensor uniform_(double from, double to, Generator? generator = null) => UniformInPlaceOperator.CallInPlace(this, from, to, generator);

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => NormalInPlaceOperator.CallInPlace(this, mean, std, generator);

        public Tensor log_normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => LogNormalInPlaceOperator.CallInPlace(this, mean, std, generator);

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => ExponentialInPlaceOperator.CallInPlace(this, lambda, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => BernoulliFloatInPlaceOperator.CallInPlace(this, p, generator);

        public Tensor bernoulli_(Tensor p, Generator? generator = null) => BernoulliTensorInPlaceOperator.CallInPlace(this, p, generator);

        public Tensor random_(double from, double to, Generator? generator = null) => RandomFromInPlaceOperator.CallInPlace(this, (long)from, (long)to, generator);

        /// <summary>One draw an element, whose value is the probability of 1.</summary>
        public Tensor bernoulli(Generator? generator = null) => BernoulliOperator.Call(this, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => MultinomialOperator.Call(this, num_samples, replacement, generator);

        public Tensor poisson(Generator? generator = null) => PoissonOperator.Call(this, generator);

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => ZerosLikeOperator.Call(this, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => OnesLikeOperator.Call(this, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => EmptyLikeOperator.Call(this, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => FullLikeOperator.Call(this, value, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => RandLikeOperator.Call(this, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => RandnLikeOperator.Call(this, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            RandintLikeLowDtypeOperator.Call(this, low, high, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => NewZerosOperator.Call(this, size, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => NewEmptyOperator.Call(this, size, dtype, Argument.None, device).requires_grad_(requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => NewFullOperator.Call(this, size, value, dtype, Argument.None, device).requires_grad_(requires_grad);
    }
}
