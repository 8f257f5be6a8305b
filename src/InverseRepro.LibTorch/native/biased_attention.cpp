// As attention.cpp, with a bias on the scores that is shared by every W-th entry of the batch and has a gradient of its own.
#include "attention.h"
#include "bridge.h"
#include "kernels.h"
#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>
#include <vector>

namespace {

using ir::As;
using ir::product;
using Shape = ir::HeadShape;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Jobs of the backward pass at least, so that threads have work where windows and heads are few. Independent of the number of
// threads: so are the sums.
constexpr int64_t kJobs = 32;

struct BiasedAttention : torch::autograd::Function<BiasedAttention> {
  static at::Tensor forward(AutogradContext* context, at::Tensor qkv, at::Tensor bias, int64_t heads, double scale) {
    qkv = qkv.contiguous();
    bias = bias.contiguous();
    const Shape s(qkv, heads);
    const int64_t windows = bias.size(0), square = s.square(1);
    at::Tensor output = at::empty({s.batch, s.length, s.width}, qkv.options());
    at::Tensor weights = at::empty({s.batch, heads, s.length, s.length}, qkv.options());
    const float *x = qkv.data_ptr<float>(), *b = bias.data_ptr<float>();
    float* o = output.data_ptr<float>();
    float* p = weights.data_ptr<float>();
    at::parallel_for(0, s.batch * heads, 1, [&](int64_t begin, int64_t end) {
      for (int64_t head = begin; head < end; head++) {
        const float *q = x + s.packed(head), *k = q + s.width, *v = k + s.width;
        float* a = p + s.square(head);
        const float* added = b + (head / heads % windows * heads + head % heads) * square;
        std::copy(added, added + square, a);
        product(As::IsStored, As::Transposed, s.length, s.length, s.head_width, q, s.row, k, s.row, a, s.length, static_cast<float>(scale), 1);
        IR_KERNEL(softmax_rows, a, s.length, s.length, 1);
        product(As::IsStored, As::IsStored, s.length, s.head_width, s.length, a, s.length, v, s.row, o + s.plain(head), s.width);
      }
    });
    context->save_for_backward({qkv, weights});
    context->saved_data["heads"] = heads;
    context->saved_data["scale"] = scale;
    context->saved_data["windows"] = windows;
    return output;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const at::Tensor qkv = saved[0], weights = saved[1], gradient = gradients[0].contiguous();
    const int64_t heads = context->saved_data["heads"].toInt(), windows = context->saved_data["windows"].toInt();
    const float scale = static_cast<float>(context->saved_data["scale"].toDouble());
    const Shape s(qkv, heads);
    // One job takes one head of one window in a slice of the pictures, and adds up its bias alone.
    const int64_t pictures = s.batch / windows, places = windows * heads, square = s.square(1);
    const int64_t slices = std::max<int64_t>(1, std::min(pictures, (kJobs + places - 1) / places));
    at::Tensor result = at::empty_like(qkv);
    at::Tensor sums = at::zeros({slices, windows, heads, s.length, s.length}, qkv.options());
    const float *x = qkv.data_ptr<float>(), *p = weights.data_ptr<float>(), *go = gradient.data_ptr<float>();
    float *gx = result.data_ptr<float>(), *gb = sums.data_ptr<float>();
    at::parallel_for(0, slices * places, 1, [&](int64_t begin, int64_t end) {
      std::vector<float> scores(static_cast<size_t>(square));
      float* ds = scores.data();
      for (int64_t job = begin; job < end; job++) {
        const int64_t slice = job / places, window = job % places / heads;
        float* sum = gb + job * square;
        for (int64_t picture = pictures * slice / slices; picture < pictures * (slice + 1) / slices; picture++) {
          const int64_t head = (picture * windows + window) * heads + job % heads;
          const float *q = x + s.packed(head), *k = q + s.width, *v = k + s.width;
          const float *a = p + s.square(head), *d = go + s.plain(head);
          float *gq = gx + s.packed(head), *gk = gq + s.width, *gv = gk + s.width;
          product(As::Transposed, As::IsStored, s.length, s.head_width, s.length, a, s.length, d, s.width, gv, s.row);
          product(As::IsStored, As::Transposed, s.length, s.length, s.head_width, d, s.width, v, s.row, ds, s.length);
          IR_KERNEL(softmax_rows_backward, a, ds, s.length, s.length, 1);
          for (int64_t i = 0; i < square; i++) sum[i] += ds[i];
          product(As::IsStored, As::IsStored, s.length, s.head_width, s.length, ds, s.length, k, s.row, gq, s.row, scale);
          product(As::Transposed, As::IsStored, s.length, s.head_width, s.length, ds, s.length, q, s.row, gk, s.row, scale);
        }
      }
    });
    return {result, slices == 1 ? sums[0] : sums.sum(0), at::Tensor(), at::Tensor()};
  }
};

at::Tensor biased_attention(const at::Tensor& qkv, const at::Tensor& bias, int64_t heads, double scale) {
  TORCH_CHECK(qkv.dim() == 3 && heads > 0 && qkv.size(2) % (3 * heads) == 0,
              "attention takes N×L×3D with D a multiple of the heads, not ", qkv.sizes(), " with ", heads, " heads");
  TORCH_CHECK(bias.dim() == 4 && bias.size(0) > 0 && qkv.size(0) % bias.size(0) == 0 && bias.size(1) == heads && bias.size(2) == qkv.size(1) &&
                  bias.size(3) == qkv.size(1),
              "the bias is W×heads×L×L with N a multiple of W, not ", bias.sizes(), " for ", qkv.sizes(), " with ", heads, " heads");
  TORCH_CHECK(qkv.is_cpu() && qkv.scalar_type() == at::kFloat && bias.is_cpu() && bias.scalar_type() == at::kFloat,
              "the fused attention takes float32 on the CPU");
  return BiasedAttention::apply(qkv, bias, heads, scale);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(inverserepro, library) {
  library.def("biased_attention(Tensor qkv, Tensor bias, int heads, float scale) -> Tensor", &biased_attention);
}
