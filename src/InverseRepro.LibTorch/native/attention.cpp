// Multi-head self-attention over short sequences on packed projections, forward and backward: one small product a head
// instead of the many views and copies that a composition makes. Keeps the attention weights for the backward pass.
#include "attention.h"
#include "bridge.h"
#include "kernels.h"
#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>
#include <vector>

namespace {

using ir::As;
using ir::product;
using Shape = ir::HeadShape;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

struct FusedAttention : torch::autograd::Function<FusedAttention> {
  static at::Tensor forward(AutogradContext* context, at::Tensor qkv, int64_t heads, double scale) {
    qkv = qkv.contiguous();
    const Shape s(qkv, heads);
    at::Tensor output = at::empty({s.batch, s.length, s.width}, qkv.options());
    at::Tensor weights = at::empty({s.batch, heads, s.length, s.length}, qkv.options());
    const float* x = qkv.data_ptr<float>();
    float* o = output.data_ptr<float>();
    float* p = weights.data_ptr<float>();
    at::parallel_for(0, s.batch * heads, 1, [&](int64_t begin, int64_t end) {
      for (int64_t head = begin; head < end; head++) {
        const float *q = x + s.packed(head), *k = q + s.width, *v = k + s.width;
        float* a = p + s.square(head);
        product(As::IsStored, As::Transposed, s.length, s.length, s.head_width, q, s.row, k, s.row, a, s.length);
        IR_KERNEL(softmax_rows, a, s.length, s.length, static_cast<float>(scale));
        product(As::IsStored, As::IsStored, s.length, s.head_width, s.length, a, s.length, v, s.row, o + s.plain(head), s.width);
      }
    });
    context->save_for_backward({qkv, weights});
    context->saved_data["heads"] = heads;
    context->saved_data["scale"] = scale;
    return output;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor qkv = saved[0], weights = saved[1], gradient = gradients[0].contiguous();
    const int64_t heads = context->saved_data["heads"].toInt();
    const float scale = static_cast<float>(context->saved_data["scale"].toDouble());
    const Shape s(qkv, heads);
    at::Tensor result = at::empty_like(qkv);
    const float *x = qkv.data_ptr<float>(), *p = weights.data_ptr<float>(), *go = gradient.data_ptr<float>();
    float* gx = result.data_ptr<float>();
    at::parallel_for(0, s.batch * heads, 1, [&](int64_t begin, int64_t end) {
      std::vector<float> scores(static_cast<size_t>(s.length) * s.length);
      for (int64_t head = begin; head < end; head++) {
        const float *q = x + s.packed(head), *k = q + s.width, *v = k + s.width;
        const float *a = p + s.square(head), *d = go + s.plain(head);
        float *gq = gx + s.packed(head), *gk = gq + s.width, *gv = gk + s.width, *ds = scores.data();
        product(As::Transposed, As::IsStored, s.length, s.head_width, s.length, a, s.length, d, s.width, gv, s.row);
        product(As::IsStored, As::Transposed, s.length, s.length, s.head_width, d, s.width, v, s.row, ds, s.length);
        IR_KERNEL(softmax_rows_backward, a, ds, s.length, s.length, scale);
        product(As::IsStored, As::IsStored, s.length, s.head_width, s.length, ds, s.length, k, s.row, gq, s.row);
        product(As::Transposed, As::IsStored, s.length, s.head_width, s.length, ds, s.length, q, s.row, gk, s.row);
      }
    });
    return {result, at::Tensor(), at::Tensor()};
  }
};

at::Tensor attention(const at::Tensor& qkv, int64_t heads, double scale) {
  TORCH_CHECK(qkv.dim() == 3 && heads > 0 && qkv.size(2) % (3 * heads) == 0,
              "attention takes N×L×3D with D a multiple of the heads, not ", qkv.sizes(), " with ", heads, " heads");
  TORCH_CHECK(qkv.is_cpu() && qkv.scalar_type() == at::kFloat, "the fused attention takes float32 on the CPU");
  return FusedAttention::apply(qkv, heads, scale);
}

}  // namespace

TORCH_LIBRARY(inverserepro, library) {
  library.def("attention(Tensor qkv, int heads, float scale) -> Tensor", &attention);
}
