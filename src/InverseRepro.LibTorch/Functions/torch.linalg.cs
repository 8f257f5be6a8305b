using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Decompositions and norms.</summary>
    public static partial class linalg
    {
        private static readonly Operator LinalgSvdOperator = new("aten::linalg_svd");
        private static readonly Operator LinalgQrOperator = new("aten::linalg_qr");
        private static readonly Operator LinalgSvdvalsOperator = new("aten::linalg_svdvals");
        private static readonly Operator LinalgEighOperator = new("aten::linalg_eigh");
        private static readonly Operator LinalgEigvalshOperator = new("aten::linalg_eigvalsh");
        private static readonly Operator LinalgCholeskyOperator = new("aten::linalg_cholesky");
        private static readonly Operator LinalgDetOperator = new("aten::linalg_det");
        private static readonly Operator LinalgInvOperator = new("aten::linalg_inv");
        private static readonly Operator LinalgSolveOperator = new("aten::linalg_solve");
        private static readonly Operator LinalgVectorNormOperator = new("aten::linalg_vector_norm");
        private static readonly Operator LinalgNormOperator = new("aten::linalg_norm");

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => LinalgSvdOperator.Call3(input, fullMatrices);

        /// <summary>How much of Q and R is made: the columns that matter, all, or R alone.</summary>
        public enum QRMode
        {
            Reduced = 0,
            Complete = 1,
            R = 2,
        }

        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) => LinalgQrOperator.Call2(input, mode.ToString().ToLowerInvariant());

        public static Tensor svdvals(Tensor input) => LinalgSvdvalsOperator.Call(input);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => LinalgEighOperator.Call2(input, UPLO.ToString());

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => LinalgEigvalshOperator.Call(input, UPLO.ToString());

        public static Tensor cholesky(Tensor input) => LinalgCholeskyOperator.Call(input, false);

        public static Tensor det(Tensor input) => LinalgDetOperator.Call(input);

        public static Tensor inv(Tensor input) => LinalgInvOperator.Call(input);

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => LinalgSolveOperator.Call(A, B);

        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) => LinalgVectorNormOperator.Call(input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => LinalgNormOperator.Call(input, ord, dims, keepdim);
    }
}
