// One Adam or AdamW step over all parameters in one pass each.
#include "bridge.h"
#include "kernels.h"
#include <ATen/Parallel.h>
#include <ATen/ops/empty_like.h>
#include <c10/core/GradMode.h>
#include <cmath>

namespace {

constexpr int64_t grain = 32768;

void check(const at::Tensor& parameter, const at::Tensor& state, const char* name) {
  TORCH_CHECK(state.strides() == parameter.strides() && state.sizes() == parameter.sizes() && state.scalar_type() == at::kFloat,
              "adam: ", name, " does not match its parameter");
}

void step(const at::Tensor& parameter, const at::Tensor& gradient, const at::Tensor& average, const at::Tensor& square, const IrAdam& a) {
  TORCH_CHECK(parameter.scalar_type() == at::kFloat && parameter.is_cpu() && parameter.is_non_overlapping_and_dense(),
              "adam: the fused step takes dense float32 parameters on the CPU");
  check(parameter, average, "exp_avg");
  check(parameter, square, "exp_avg_sq");
  at::Tensor aligned = gradient;
  if (gradient.strides() != parameter.strides() || gradient.scalar_type() != at::kFloat) {
    aligned = at::empty_like(parameter);
    aligned.copy_(gradient);
  }
  float* w = parameter.data_ptr<float>();
  float* m = average.data_ptr<float>();
  float* v = square.data_ptr<float>();
  const float* g = aligned.data_ptr<float>();
  at::parallel_for(0, parameter.numel(), grain, [&](int64_t begin, int64_t end) {
    IR_KERNEL(adam, w + begin, g + begin, m + begin, v + begin, end - begin, a);
  });
  parameter.unsafeGetTensorImpl()->bump_version();
}

}  // namespace

// t: 1 at the first step. decoupled: AdamW's decay of the weights instead of L2 in the gradient.
IR_API int ir_adam_step(void* const* parameters, void* const* gradients, void* const* averages, void* const* squares, int count, int64_t t,
                        double rate, double beta1, double beta2, double epsilon, double decay, int decoupled) {
  IR_TRY
  c10::AutoGradMode no_grad(false);
  IrAdam a{};
  a.beta1 = static_cast<float>(beta1);
  a.beta2 = static_cast<float>(beta2);
  a.rest1 = static_cast<float>(1 - beta1);  // in double: 1 - 0.999f is 1e-5 off
  a.rest2 = static_cast<float>(1 - beta2);
  a.step_size = static_cast<float>(rate / (1 - std::pow(beta1, static_cast<double>(t))));
  a.epsilon = static_cast<float>(epsilon);
  a.inverse_root_correction = static_cast<float>(1 / std::sqrt(1 - std::pow(beta2, static_cast<double>(t))));
  a.decay = decoupled ? 0.0f : static_cast<float>(decay);
  a.shrink = decoupled ? static_cast<float>(1 - rate * decay) : 1.0f;
  for (int i = 0; i < count; i++)
    step(ir::borrow(parameters[i]), ir::borrow(gradients[i]), ir::borrow(averages[i]), ir::borrow(squares[i]), a);
  return 0;
  IR_CATCH(-1)
}
