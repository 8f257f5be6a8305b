// Sixteen floats at a time for the selective scan: exponential and gates, sums, and rows turned into columns.
#pragma once
#include "scan_kernels.h"
#include <cstring>

namespace IR_JOIN(ir_, IR_LEVEL) {

namespace {

constexpr int width = IrScan::lanes;

// Sixteen floats: one register, or as many as the level needs.
typedef float Lanes __attribute__((vector_size(4 * width), aligned(4), may_alias));
typedef int32_t Words __attribute__((vector_size(4 * width), aligned(4), may_alias));
#define IR_INLINE static inline __attribute__((always_inline))

// exp by range reduction and a polynomial that interpolates at Chebyshev's nodes: within 2 ulp on [-87.3, 88.3]; infinite above, on
// to 0 below. 2^n is put together from the low bits of a rounded sum: its bounds, n = -127 and 128, are 0 and infinity.
IR_INLINE Lanes exponential(Lanes x) {
  const Lanes low = Lanes{} - 88.0f, high = Lanes{} + 89.0f, rounding = Lanes{} + 12582912.0f;
  Lanes inside = x < low ? low : x;
  inside = inside > high ? high : inside;
  const Lanes shifted = inside * 1.44269504088896341f + rounding, n = shifted - rounding;
  const Lanes r = inside - n * 0.693359375f + n * 2.12194440e-4f;
  Lanes p = r * 1.39262131e-3f + 8.36320315e-3f;
  p = p * r + 4.16665561e-2f;
  p = p * r + 1.66665763e-1f;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  const Words power = (reinterpret_cast<const Words&>(shifted) << 23) + (127 << 23);
  return p * reinterpret_cast<const Lanes&>(power);
}

struct Gate {
  Lanes value, slope;
};

// log(1 + e^x) and its derivative. log(1 + w) = 2 artanh(w / (2 + w)), whose series ends early because w ≤ 1.
IR_INLINE Gate softplus(Lanes x) {
  const Lanes w = exponential(x < 0 ? x : -x), s = w / (w + 2.0f), q = s * s;
  Lanes p = q * (1.0f / 17) + 1.0f / 15;
  p = p * q + 1.0f / 13;
  p = p * q + 1.0f / 11;
  p = p * q + 1.0f / 9;
  p = p * q + 1.0f / 7;
  p = p * q + 1.0f / 5;
  p = p * q + 1.0f / 3;
  p = p * q + 1.0f;
  return {(x < 0 ? Lanes{} : x) + 2.0f * s * p, (x < 0 ? w : Lanes{} + 1.0f) / (w + 1.0f)};
}

// x · sigmoid(x) and its derivative.
IR_INLINE Gate silu(Lanes x) {
  const Lanes w = exponential(x < 0 ? x : -x), sigmoid = (x < 0 ? w : Lanes{} + 1.0f) / (w + 1.0f);
  return {x * sigmoid, sigmoid + x * sigmoid * (1.0f - sigmoid)};
}

// One value of each channel; lanes without a channel are 0.
IR_INLINE Lanes gather(const float* from, int64_t stride, int channels) {
  Lanes x{};
  if (from)
    for (int k = 0; k < channels; k++) x[k] = from[k * stride];
  return x;
}

IR_INLINE void scatter(Lanes x, float* to, int64_t stride, int channels) {
  for (int k = 0; k < channels; k++) to[k * stride] = x[k];
}

#if defined(__clang__)
#define IR_LANES(x, y, ...) __builtin_shufflevector(x, y, __VA_ARGS__)
#else
#define IR_LANES(x, y, ...) __builtin_shuffle(x, y, Words{__VA_ARGS__})
#endif

// Of two vectors, the first or second half of each run of 2k lanes, for k = 8, 4, 2 and 1.
#define IR_LOW_8 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define IR_HIGH_8 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31
#define IR_LOW_4 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27
#define IR_HIGH_4 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31
#define IR_LOW_2 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29
#define IR_HIGH_2 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31
#define IR_LOW_1 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30
#define IR_HIGH_1 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31
#define IR_FOLD(a, b, k) (IR_LANES(a, b, IR_LOW_##k) + IR_LANES(a, b, IR_HIGH_##k))

#ifdef __AVX512F__
// The sum of each of sixteen vectors: at each level two are folded to half their lanes and laid side by side.
IR_INLINE Lanes totals(const Lanes* from) {
  Lanes x[8];
#pragma GCC unroll 8
  for (int i = 0; i < 8; i++) x[i] = IR_FOLD(from[i], from[i + 8], 8);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) x[i] = IR_FOLD(x[i], x[i + 4], 4);
  for (int i = 0; i < 2; i++) x[i] = IR_FOLD(x[i], x[i + 2], 2);
  return IR_FOLD(x[0], x[1], 1);
}
#else
// Narrower registers: the compiler takes shuffles of sixteen lanes apart, and plain sums are ten times faster.
IR_INLINE Lanes totals(const Lanes* from) {
  Lanes sums{};
  for (int i = 0; i < width; i++) {
    float sum = 0;
    for (int k = 0; k < width; k++) sum += from[i][k];
    sums[i] = sum;
  }
  return sums;
}
#endif

// Swaps the part of a that b has at the other place, and the reverse.
#define IR_SWAP(a, b, low, high)             \
  do {                                       \
    const Lanes first = a, second = b;       \
    a = IR_LANES(first, second, IR_##low);   \
    b = IR_LANES(first, second, IR_##high);  \
  } while (0)

// Sixteen rows of sixteen numbers, far apart, as columns side by side; or the reverse.
IR_INLINE void transpose(const float* from, int64_t from_stride, float* to, int64_t to_stride) {
  Lanes x[width];
#pragma GCC unroll 16
  for (int i = 0; i < width; i++) std::memcpy(x + i, from + i * from_stride, sizeof *x);
#pragma GCC unroll 16
  for (int i = 0; i < width; i++)
    if (!(i & 8)) IR_SWAP(x[i], x[i | 8], LOW_8, HIGH_8);
#pragma GCC unroll 16
  for (int i = 0; i < width; i++)
    if (!(i & 4)) IR_SWAP(x[i], x[i | 4], LOW_4, HIGH_4);
#pragma GCC unroll 16
  for (int i = 0; i < width; i++)
    if (!(i & 2)) IR_SWAP(x[i], x[i | 2], LOW_2, HIGH_2);
#pragma GCC unroll 16
  for (int i = 0; i < width; i++)
    if (!(i & 1)) IR_SWAP(x[i], x[i | 1], LOW_1, HIGH_1);
#pragma GCC unroll 16
  for (int i = 0; i < width; i++) std::memcpy(to + i * to_stride, x + i, sizeof *x);
}

}  // namespace

}  // namespace
