// Loops that are compiled once for each CPU level (eng/build-native.sh) and chosen at run time. No torch headers here.
#pragma once
#include <cstdint>

// IR_JOIN(ir_, IR_LEVEL) is the namespace of the level that is being compiled.
#define IR_JOIN_(a, b) a##b
#define IR_JOIN(a, b) IR_JOIN_(a, b)

struct IrAdam {
  float beta1, beta2, rest1, rest2, step_size, epsilon, inverse_root_correction, decay, shrink;
};

#define IR_DECLARE_KERNELS(level)                                                            \
  namespace ir_##level {                                                                     \
  void softmax_rows(float* scores, int rows, int columns, float scale);                      \
  void softmax_rows_backward(const float* p, float* dp, int rows, int columns, float scale); \
  void adam(float* weights, const float* gradient, float* average, float* square, int64_t count, const IrAdam& a); \
  }

IR_DECLARE_KERNELS(base)
IR_DECLARE_KERNELS(avx2)
IR_DECLARE_KERNELS(avx512)

namespace ir {

enum class Level { Base, Avx2, Avx512 };

// The best level of this CPU. Sums differ in the last bits between levels: it is part of the device class.
Level level();

}  // namespace ir

#if defined(__x86_64__)
#define IR_KERNEL(function, ...)                                                      \
  (ir::level() == ir::Level::Avx512 ? ir_avx512::function(__VA_ARGS__)                \
   : ir::level() == ir::Level::Avx2 ? ir_avx2::function(__VA_ARGS__)                  \
                                    : ir_base::function(__VA_ARGS__))
#else
#define IR_KERNEL(function, ...) ir_base::function(__VA_ARGS__)
#endif
