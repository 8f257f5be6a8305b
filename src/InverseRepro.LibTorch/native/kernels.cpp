#include "kernels.h"
#include <cmath>
#include <cstring>

namespace IR_JOIN(ir_, IR_LEVEL) {

// exp by Cephes' range reduction and polynomial: within 2 ulp on [-87, 88], clamped outside.
static inline float exponential(float x) {
  x = x < -87.3f ? -87.3f : (x > 88.0f ? 88.0f : x);
  const float n = __builtin_rintf(x * 1.44269504088896341f);
  const float r = x - n * 0.693359375f + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  const int32_t exponent = (static_cast<int32_t>(n) + 127) << 23;
  float power;
  std::memcpy(&power, &exponent, sizeof power);
  return p * power;
}

// softmax(scale · scores) of every row, in place.
void softmax_rows(float* scores, int rows, int columns, float scale) {
  for (int r = 0; r < rows; r++) {
    float* x = scores + static_cast<int64_t>(r) * columns;
    float largest = -INFINITY, sum = 0;
    _Pragma("omp simd reduction(max:largest)") for (int i = 0; i < columns; i++) largest = x[i] > largest ? x[i] : largest;
    _Pragma("omp simd reduction(+:sum)") for (int i = 0; i < columns; i++) {
      const float e = exponential((x[i] - largest) * scale);
      x[i] = e;
      sum += e;
    }
    const float inverse = 1.0f / sum;
    _Pragma("omp simd") for (int i = 0; i < columns; i++) x[i] *= inverse;
  }
}

// dp becomes the gradient of the scores: scale · p · (dp − Σ p·dp).
void softmax_rows_backward(const float* p, float* dp, int rows, int columns, float scale) {
  for (int r = 0; r < rows; r++) {
    const float* a = p + static_cast<int64_t>(r) * columns;
    float* g = dp + static_cast<int64_t>(r) * columns;
    float dot = 0;
    _Pragma("omp simd reduction(+:dot)") for (int i = 0; i < columns; i++) dot += a[i] * g[i];
    _Pragma("omp simd") for (int i = 0; i < columns; i++) g[i] = a[i] * (g[i] - dot) * scale;
  }
}

void adam(float* __restrict weights, const float* __restrict gradient, float* __restrict average, float* __restrict square, int64_t count,
          const IrAdam& a) {
  const IrAdam c = a;
  _Pragma("omp simd") for (int64_t i = 0; i < count; i++) {
    const float w = weights[i] * c.shrink;
    const float g = gradient[i] + c.decay * w;
    const float m = c.beta1 * average[i] + c.rest1 * g;
    const float v = c.beta2 * square[i] + c.rest2 * g * g;
    average[i] = m;
    square[i] = v;
    weights[i] = w - c.step_size * m / (__builtin_sqrtf(v) * c.inverse_root_correction + c.epsilon);
  }
}

}  // namespace
