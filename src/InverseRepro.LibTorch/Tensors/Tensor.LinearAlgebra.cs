using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Products of matrices and vectors.</summary>
    public partial class Tensor
    {
        private static readonly Operator MatmulOperator = new("aten::matmul");
        private static readonly Operator MmOperator = new("aten::mm");
        private static readonly Operator BmmOperator = new("aten::bmm");
        private static readonly Operator MvOperator = new("aten::mv");
        private static readonly Operator DotOperator = new("aten::dot");
        private static readonly Operator OuterOperator = new("aten::outer");
        private static readonly Operator InnerOperator = new("aten::inner");
        private static readonly Operator KronOperator = new("aten::kron");
        private static readonly Operator AddmmOperator = new("aten::addmm");
        private static readonly Operator AddmmInPlaceOperator = new("aten::addmm_");
        private static readonly Operator BaddbmmOperator = new("aten::baddbmm");
        private static readonly Operator TensordotOperator = new("aten::tensordot");
        private static readonly Operator DetOperator = new("aten::det");
        private static readonly Operator LogdetOperator = new("aten::logdet");
        private static readonly Operator InverseOperator = new("aten::inverse");
        private static readonly Operator LinalgPinvOperator = new("aten::linalg_pinv");
        private static readonly Operator CholeskyOperator = new("aten::cholesky");
        private static readonly Operator MatrixPowerOperator = new("aten::matrix_power");
        private static readonly Operator MatrixExpOperator = new("aten::matrix_exp");
        private static readonly Operator CovOperator = new("aten::cov");
        private static readonly Operator CorrcoefOperator = new("aten::corrcoef");

        /// <summary>Matrices …×N×K and …×K×M to …×N×M; vectors count as one row or column.</summary>
        public Tensor matmul(Tensor target) => MatmulOperator.Call(this, target);

        public Tensor mm(Tensor target) => MmOperator.Call(this, target);

        public Tensor bmm(Tensor batch2) => BmmOperator.Call(this, batch2);

        public Tensor mv(Tensor target) => MvOperator.Call(this, target);

        public Tensor dot(Tensor target) => DotOperator.Call(this, target);

        public Tensor outer(Tensor vec2) => OuterOperator.Call(this, vec2);

        public Tensor inner(Tensor vec2) => InnerOperator.Call(this, vec2);

        public Tensor kron(Tensor other) => KronOperator.Call(this, other);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => AddmmOperator.Call(this, mat1, mat2, beta, alpha);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => AddmmInPlaceOperator.CallInPlace(this, mat1, mat2, beta, alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => BaddbmmOperator.Call(this, batch1, batch2, beta, alpha);

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => TensordotOperator.Call(this, b, dims1, dims2);

        public Tensor det() => DetOperator.Call(this);

        public Tensor logdet() => LogdetOperator.Call(this);

        public Tensor inverse() => InverseOperator.Call(this);

        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => LinalgPinvOperator.Call(this, rcond, hermitian);

        public Tensor cholesky(bool upper = false) => CholeskyOperator.Call(this, upper);

        public Tensor matrix_power(int n) => MatrixPowerOperator.Call(this, n);

        public Tensor matrix_exp() => MatrixExpOperator.Call(this);

        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => CovOperator.Call(this, correction, fweights, aweights);

        public Tensor corrcoef() => CorrcoefOperator.Call(this);
    }
}
