// The recurrence of a selective scan for 16 channels at a time, one in each lane, so that nothing is summed across lanes except
// the gradients of a B or C that channels share. Only exponentials of Δ·A are multiplied: strong decay underflows to 0.
#include "scan_kernels.h"
#include <cmath>
#include <cstring>

#define IR_JOIN_(a, b) a##b
#define IR_JOIN(a, b) IR_JOIN_(a, b)

namespace IR_JOIN(ir_, IR_LEVEL) {

namespace {

constexpr int width = IrScan::lanes, steps = IrScan::steps, block = 4;  // block: states at a time

// Sixteen floats: one register, or as many as the level needs.
typedef float Lanes __attribute__((vector_size(4 * width), aligned(4), may_alias));
typedef int32_t Words __attribute__((vector_size(4 * width), aligned(4), may_alias));
typedef float Half __attribute__((vector_size(2 * width), aligned(4), may_alias));
typedef float Quarter __attribute__((vector_size(width), aligned(4), may_alias));
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

// Time steps start … start + count − 1 of every channel, transposed.
void load(const IrScanRows<const float>& rows, int64_t start, int count, int channels, Lanes* to) {
  const float* from = rows.data + start * rows.time;
  if (rows.channel == 1 && channels == width) {
    for (int t = 0; t < count; t++) std::memcpy(to + t, from + t * rows.time, sizeof *to);
    return;
  }
  float* cells = reinterpret_cast<float*>(to);
  if (rows.time == 1 && channels == width && count == steps) return transpose(from, rows.channel, cells, width);
  if (channels < width) std::memset(cells, 0, sizeof *to * count);
  for (int k = 0; k < channels; k++)
    for (int t = 0; t < count; t++) cells[t * width + k] = from[k * rows.channel + t * rows.time];
}

void store(const Lanes* from, int64_t start, int count, int channels, const IrScanRows<float>& rows) {
  float* to = rows.data + start * rows.time;
  if (rows.channel == 1 && channels == width) {
    for (int t = 0; t < count; t++) std::memcpy(to + t * rows.time, from + t, sizeof *from);
    return;
  }
  const float* cells = reinterpret_cast<const float*>(from);
  if (rows.time == 1 && channels == width && count == steps) return transpose(cells, width, to, rows.channel);
  for (int k = 0; k < channels; k++)
    for (int t = 0; t < count; t++) to[k * rows.channel + t * rows.time] = cells[t * width + k];
}

// B or C: one number for all channels, which changes with time, or one of each channel, which does not.
template <bool Shared>
struct Coefficient {
  const float* data;
  int64_t state, time;
  const Lanes* own;  // when not shared
  IR_INLINE Coefficient of(const IrScanCoefficient& c, const IrScanTile& tile, Lanes* own) {
    if (!Shared)
      for (int n = 0; n < tile.state; n++) own[n] = gather(c.data + n * c.state, c.channel, tile.channels);
    return {c.data, c.state, c.time, own};
  }
  inline __attribute__((always_inline)) Lanes at(int64_t t, int n) const {
    return Shared ? Lanes{} + data[n * state + t * time] : own[n];
  }
};

// Everything of the steps of one stretch that does not depend on the state, and their outputs.
struct Stretch {
  Lanes u[steps], delta[steps], slope[steps], gate[steps], gate_slope[steps], y[steps];
  int64_t start;
  int count;

  void read(const IrScanTile& tile, int64_t first, Lanes bias, Lanes d) {
    start = first;
    count = static_cast<int>(tile.length - first < steps ? tile.length - first : steps);
    load(tile.u, start, count, tile.channels, u);
    load(tile.delta, start, count, tile.channels, delta);
    for (int t = 0; t < count; t++) {
      const Lanes raw = delta[t] + bias;
      const Gate gate = tile.softplus ? softplus(raw) : Gate{raw, Lanes{} + 1.0f};
      delta[t] = gate.value;
      slope[t] = gate.slope;
      y[t] = d * u[t];
    }
    if (!tile.z.data) return;
    load(tile.z, start, count, tile.channels, gate);
    for (int t = 0; t < count; t++) {
      const Gate opened = silu(gate[t]);
      gate[t] = opened.value;
      gate_slope[t] = opened.slope;
    }
  }
};

IR_INLINE int64_t stretches(int64_t length) { return (length + steps - 1) / steps; }

void load_decay(const IrScanTile& tile, Lanes* a) {
  for (int n = 0; n < tile.state; n++) a[n] = gather(tile.a + n, tile.state, tile.channels);
}

// What the backward pass needs of every step, state × step.
struct Trace {
  Lanes *decay, *before;
};

// Runs some of the states, which stay in registers, from h over one stretch and adds what they put out.
template <int Block, bool Keep, bool SharedB, bool SharedC>
IR_INLINE void advance(Stretch& x, int n, const Lanes* a, Lanes* h, Coefficient<SharedB> b, Coefficient<SharedC> c, Trace trace) {
  Lanes rate[Block], state[Block];
  for (int k = 0; k < Block; k++) rate[k] = a[n + k], state[k] = h[n + k];
  for (int t = 0; t < x.count; t++) {
    const Lanes delta = x.delta[t], input = delta * x.u[t];
    Lanes y = x.y[t];
    for (int k = 0; k < Block; k++) {
      const Lanes decay = exponential(delta * rate[k]);
      if (Keep) trace.decay[(n + k) * steps + t] = decay, trace.before[(n + k) * steps + t] = state[k];
      state[k] = decay * state[k] + input * b.at(x.start + t, n + k);
      y += state[k] * c.at(x.start + t, n + k);
    }
    x.y[t] = y;
  }
  for (int k = 0; k < Block; k++) h[n + k] = state[k];
}

template <bool Keep, bool SharedB, bool SharedC>
void advance_all(int states, Stretch& x, const Lanes* a, Lanes* h, Coefficient<SharedB> b, Coefficient<SharedC> c, Trace trace) {
  int n = 0;
  for (; n + block <= states; n += block) advance<block, Keep>(x, n, a, h, b, c, trace);
  for (; n < states; n++) advance<1, Keep>(x, n, a, h, b, c, trace);
}

// The gradients of one stretch: of the outputs, and of input Δu and Δ (without its part in the input) of each step.
struct StretchGradients {
  Lanes y[steps], z[steps], input[steps], delta[steps];
};

// Sums over steps of the gradients of A, B and C.
struct Sums {
  Lanes *a, *b, *c;
};

// Goes back through one stretch with some of the states: h after it, gh its gradient. A B or C that channels share leaves its
// gradient of each step in the trace, which is not read again.
template <int Block, bool SharedB, bool SharedC>
IR_INLINE void retreat(const Stretch& x, StretchGradients& g, int n, const Lanes* a, const Lanes* h, Lanes* gh, Coefficient<SharedB> b,
                       Coefficient<SharedC> c, Trace trace, Sums sums) {
  Lanes rate[Block], after[Block], gafter[Block], ga[Block], gb[Block], gc[Block];  // of this stretch alone, so that long sums stay exact
  for (int k = 0; k < Block; k++) rate[k] = a[n + k], after[k] = h[n + k], gafter[k] = gh[n + k], ga[k] = gb[k] = gc[k] = Lanes{};
  for (int t = x.count - 1; t >= 0; t--) {
    const Lanes delta = x.delta[t], input = delta * x.u[t], gradient = g.y[t];
    Lanes ginput = g.input[t], gdelta = g.delta[t];
    for (int k = 0; k < Block; k++) {
      Lanes &decay = trace.decay[(n + k) * steps + t], &before = trace.before[(n + k) * steps + t];
      const Lanes gstate = gafter[k] + gradient * c.at(x.start + t, n + k), gc_here = gradient * after[k];
      gafter[k] = gstate * decay;
      after[k] = before;
      const Lanes gexponent = gafter[k] * after[k];
      ginput += gstate * b.at(x.start + t, n + k);
      gdelta += gexponent * rate[k];
      ga[k] += gexponent * delta;
      if (SharedB) decay = gstate * input;
      else gb[k] += gstate * input;
      if (SharedC) before = gc_here;
      else gc[k] += gc_here;
    }
    g.input[t] = ginput;
    g.delta[t] = gdelta;
  }
  for (int k = 0; k < Block; k++) {
    gh[n + k] = gafter[k];
    sums.a[n + k] += ga[k];
    if (!SharedB) sums.b[n + k] += gb[k];
    if (!SharedC) sums.c[n + k] += gc[k];
  }
}

template <bool SharedB, bool SharedC>
void retreat_all(int states, const Stretch& x, StretchGradients& g, const Lanes* a, const Lanes* h, Lanes* gh, Coefficient<SharedB> b,
                 Coefficient<SharedC> c, Trace trace, Sums sums) {
  int n = 0;
  for (; n + block <= states; n += block) retreat<block>(x, g, n, a, h, gh, b, c, trace, sums);
  for (; n < states; n++) retreat<1>(x, g, n, a, h, gh, b, c, trace, sums);
}

// The sum over channels of each step of each state, added to state × length.
void add_totals(const Lanes* from, int states, int count, float* to, int64_t length) {
  static_assert(steps == width, "one vector for the steps of a stretch");
  for (int n = 0; n < states; n++) {
    const Lanes sums = totals(from + n * steps);
    if (count == width) *reinterpret_cast<Lanes*>(to + n * length) += sums;
    else
      for (int t = 0; t < count; t++) to[n * length + t] += sums[t];
  }
}

template <bool SharedB, bool SharedC>
void forward(const IrScanTile& tile, float* scratch) {
  const int state = tile.state, channels = tile.channels;
  Lanes *a = reinterpret_cast<Lanes*>(scratch), *h = a + state;
  const auto b = Coefficient<SharedB>::of(tile.b, tile, h + state);
  const auto c = Coefficient<SharedC>::of(tile.c, tile, h + 2 * state);
  const Lanes bias = gather(tile.bias, 1, channels), d = gather(tile.d, 1, channels);
  load_decay(tile, a);
  for (int n = 0; n < state; n++) h[n] = gather(tile.initial ? tile.initial + n : nullptr, state, channels);
  Stretch x;
  for (int64_t s = 0; s < stretches(tile.length); s++) {
    if (tile.checkpoints) std::memcpy(tile.checkpoints + s * state * width, h, sizeof *h * state);
    x.read(tile, s * steps, bias, d);
    advance_all<false>(state, x, a, h, b, c, {});
    if (tile.z.data)
      for (int t = 0; t < x.count; t++) x.y[t] *= x.gate[t];
    store(x.y, x.start, x.count, channels, tile.y);
  }
  for (int n = 0; n < state; n++) scatter(h[n], tile.last + n, state, channels);
}

template <bool SharedB, bool SharedC>
void backward(const IrScanTile& tile, const IrScanGradients& g, float* scratch) {
  const int state = tile.state, channels = tile.channels;
  Lanes *a = reinterpret_cast<Lanes*>(scratch), *h = a + state, *gh = h + state;
  const Sums sums{gh + state, gh + 2 * state, gh + 3 * state};
  const auto b = Coefficient<SharedB>::of(tile.b, tile, gh + 4 * state);
  const auto c = Coefficient<SharedC>::of(tile.c, tile, gh + 5 * state);
  const Trace trace{gh + 6 * state, gh + (6 + steps) * state};
  const Lanes bias = gather(tile.bias, 1, channels), d = gather(tile.d, 1, channels);
  load_decay(tile, a);
  for (int n = 0; n < state; n++) gh[n] = gather(g.last ? g.last + n : nullptr, state, channels);
  std::memset(sums.a, 0, sizeof *sums.a * 3 * state);
  Lanes sum_d{}, sum_bias{};
  Stretch x;
  StretchGradients gx;
  for (int64_t s = stretches(tile.length) - 1; s >= 0; s--) {
    x.read(tile, s * steps, bias, d);
    std::memset(&gx, 0, sizeof gx);
    if (g.y.data) load(g.y, x.start, x.count, channels, gx.y);
    std::memcpy(h, tile.checkpoints + s * state * width, sizeof *h * state);
    advance_all<true>(state, x, a, h, b, c, trace);
    if (tile.z.data)
      for (int t = 0; t < x.count; t++) {
        gx.z[t] = gx.y[t] * x.y[t] * x.gate_slope[t];
        gx.y[t] *= x.gate[t];
      }
    retreat_all(state, x, gx, a, h, gh, b, c, trace, sums);
    if (SharedB) add_totals(trace.decay, state, x.count, g.b + x.start, tile.length);
    if (SharedC) add_totals(trace.before, state, x.count, g.c + x.start, tile.length);
    Lanes gd{}, gbias{};
    for (int t = x.count - 1; t >= 0; t--) {
      gd += gx.y[t] * x.u[t];
      gx.delta[t] = (gx.delta[t] + gx.input[t] * x.u[t]) * x.slope[t];
      gx.input[t] = gx.input[t] * x.delta[t] + gx.y[t] * d;
      gbias += gx.delta[t];
    }
    sum_d += gd;
    sum_bias += gbias;
    store(gx.input, x.start, x.count, channels, g.u);
    store(gx.delta, x.start, x.count, channels, g.delta);
    if (tile.z.data) store(gx.z, x.start, x.count, channels, g.z);
  }
  for (int n = 0; n < state; n++) {
    scatter(sums.a[n], g.a + n, state, channels);
    if (!SharedB) scatter(sums.b[n], g.b + n, state, channels);
    if (!SharedC) scatter(sums.c[n], g.c + n, state, channels);
    if (g.initial) scatter(gh[n], g.initial + n, state, channels);
  }
  scatter(sum_d, g.d, 1, channels);
  scatter(sum_bias, g.bias, 1, channels);
}

}  // namespace

void scan_forward(const IrScanTile& tile, float* scratch) {
  if (tile.b.shared()) tile.c.shared() ? forward<true, true>(tile, scratch) : forward<true, false>(tile, scratch);
  else tile.c.shared() ? forward<false, true>(tile, scratch) : forward<false, false>(tile, scratch);
}

void scan_backward(const IrScanTile& tile, const IrScanGradients& gradients, float* scratch) {
  if (tile.b.shared()) tile.c.shared() ? backward<true, true>(tile, gradients, scratch) : backward<true, false>(tile, gradients, scratch);
  else tile.c.shared() ? backward<false, true>(tile, gradients, scratch) : backward<false, false>(tile, gradients, scratch);
}

}  // namespace
