// What the fused attentions share: products of strided matrices, and where each head lies in a packed projection.
#pragma once
#include <ATen/core/Tensor.h>

extern "C" void sgemm_(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*, const float*,
                       const int*, const float*, float*, const int*);

namespace ir {

enum class As { IsStored, Transposed };

// Row-major C (m×n, row length ldc) = alpha·op(A)·op(B) + beta·C, op(A) m×k.
inline void product(As a_as, As b_as, int m, int n, int k, const float* a, int lda, const float* b, int ldb, float* c, int ldc, float alpha = 1,
                    float beta = 0) {
  sgemm_(b_as == As::Transposed ? "T" : "N", a_as == As::Transposed ? "T" : "N", &n, &m, &k, &alpha, b, &ldb, a, &lda, &beta, c, &ldc);
}

// Of N×L×3D projections and the N×L×D output; a head is counted over the whole batch.
struct HeadShape {
  int64_t batch;
  int length, width, heads, head_width, row;  // row: 3·width
  HeadShape(const at::Tensor& qkv, int64_t heads_)
      : batch(qkv.size(0)), length(static_cast<int>(qkv.size(1))), width(static_cast<int>(qkv.size(2) / 3)),
        heads(static_cast<int>(heads_)), head_width(width / heads), row(3 * width) {}
  int64_t packed(int64_t head) const { return head / heads * length * row + head % heads * head_width; }
  int64_t plain(int64_t head) const { return head / heads * length * width + head % heads * head_width; }
  int64_t square(int64_t head) const { return head * length * length; }
};

}  // namespace ir
