using InverseRepro.LibTorch.Interop;

namespace TorchSharp;

/// <summary>Products and decompositions.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator MatmulOperator = new("aten::matmul"), MmOperator = new("aten::mm"), BmmOperator = new("aten::bmm"),
            DotOperator = new("aten::dot"), BaddbmmOperator = new("aten::baddbmm");

        public Tensor matmul(Tensor target) => MatmulOperator.Call(this, target);

        public Tensor mm(Tensor target) => MmOperator.Call(this, target);

        public Tensor bmm(Tensor batch2) => BmmOperator.Call(this, batch2);

        public Tensor dot(Tensor target) => DotOperator.Call(this, target);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            BaddbmmOperator.Call(this, batch1, batch2, (double)beta, (double)alpha);
    }

    private static readonly Operator EinsumOperator = new("aten::einsum"), OuterOperator = new("aten::outer"), CdistOperator = new("aten::cdist");

    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    public static Tensor dot(Tensor input, Tensor target) => input.dot(target);

    public static Tensor outer(Tensor input, Tensor vec2) => OuterOperator.Call(input, vec2);

    public static Tensor einsum(string equation, params Tensor[] tensors) => EinsumOperator.Call(equation, tensors);

    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2.0) => CdistOperator.Call(x1, x2, p);

    public static class linalg
    {
        private static readonly Operator QrOperator = new("aten::linalg_qr"), SvdOperator = new("aten::linalg_svd"),
            EighOperator = new("aten::linalg_eigh");

        public enum QRMode
        {
            Reduced = 0,
            Complete = 1,
            R = 2,
        }

        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) => QrOperator.Call2(input, mode switch
        {
            QRMode.Complete => "complete",
            QRMode.R => "r",
            _ => "reduced",
        });

        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => SvdOperator.Call3(input, fullMatrices);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => EighOperator.Call2(input, UPLO.ToString());
    }
}
