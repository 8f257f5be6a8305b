// The recurrence of a selective scan for 16 channels at a time, one in each lane, so that nothing is summed across lanes except
// the gradients of a B or C that channels share. Only exponentials of Δ·A are multiplied: strong decay underflows to 0.
#include "scan_kernels.h"
#include <cmath>
#include <cstring>

#define IR_JOIN_(a, b) a##b
#define IR_JOIN(a, b) IR_JOIN_(a, b)

namespace IR_JOIN(ir_, IR_LEVEL) {

namespace {

constexpr int width = IrScan::lanes, steps = IrScan::steps;

// Sixteen floats: one register, or as many as the level needs.
typedef float Lanes __attribute__((vector_size(4 * width), aligned(4), may_alias));
typedef int32_t Words __attribute__((vector_size(4 * width), aligned(4), may_alias));
typedef float Half __attribute__((vector_size(2 * width), aligned(4), may_alias));
typedef float Quarter __attribute__((vector_size(width), aligned(4), may_alias));
#define IR_INLINE static inline __attribute__((always_inline))

// exp by Cephes' range reduction and polynomial: within 2 ulp on [-87.3, 88]; 0 below, infinite above.
IR_INLINE Lanes exponential(Lanes x) {
  const Lanes low = Lanes{} - 87.3f, high = Lanes{} + 88.0f, rounding = Lanes{} + 12582912.0f;
  const Lanes inside = x < low ? low : (x > high ? high : x);
  const Lanes n = (inside * 1.44269504088896341f + rounding) - rounding;
  const Lanes r = inside - n * 0.693359375f + n * 2.12194440e-4f;
  Lanes p = r * 1.9875691500e-4f + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  const Words exponent = (__builtin_convertvector(n, Words) + 127) << 23;
  const Lanes value = p * reinterpret_cast<const Lanes&>(exponent);
  return x < low ? Lanes{} : (x > high ? Lanes{} + INFINITY : value);
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

IR_INLINE float total(const Lanes& x) {
  Half half[2];
  std::memcpy(half, &x, sizeof x);
  half[0] += half[1];
  Quarter quarter[2];
  std::memcpy(quarter, half, sizeof quarter);
  quarter[0] += quarter[1];
  return (quarter[0][0] + quarter[0][1]) + (quarter[0][2] + quarter[0][3]);
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
#define IR_SHUFFLE(x, y, ...) __builtin_shufflevector(x, y, __VA_ARGS__)
#else
#define IR_SHUFFLE(x, y, ...) __builtin_shuffle(x, y, Picks{__VA_ARGS__})
typedef int32_t Picks __attribute__((vector_size(width)));
#endif

// to[c][r] = from[r][c] in blocks of four by four.
void transpose(const float* from, int64_t from_stride, float* to, int64_t to_stride, int rows, int columns) {
  const int whole_rows = rows / 4 * 4, whole_columns = columns / 4 * 4;
  for (int r = 0; r < whole_rows; r += 4)
    for (int c = 0; c < whole_columns; c += 4) {
      Quarter x[4];
      for (int i = 0; i < 4; i++) std::memcpy(x + i, from + (r + i) * from_stride + c, sizeof *x);
      const Quarter a = IR_SHUFFLE(x[0], x[1], 0, 4, 1, 5), b = IR_SHUFFLE(x[2], x[3], 0, 4, 1, 5);
      const Quarter d = IR_SHUFFLE(x[0], x[1], 2, 6, 3, 7), e = IR_SHUFFLE(x[2], x[3], 2, 6, 3, 7);
      x[0] = IR_SHUFFLE(a, b, 0, 1, 4, 5), x[1] = IR_SHUFFLE(a, b, 2, 3, 6, 7);
      x[2] = IR_SHUFFLE(d, e, 0, 1, 4, 5), x[3] = IR_SHUFFLE(d, e, 2, 3, 6, 7);
      for (int i = 0; i < 4; i++) std::memcpy(to + (c + i) * to_stride + r, x + i, sizeof *x);
    }
  for (int r = 0; r < rows; r++)
    for (int c = r < whole_rows ? whole_columns : 0; c < columns; c++) to[c * to_stride + r] = from[r * from_stride + c];
}

// Time steps start … start + count − 1 of every channel, transposed.
void load(const IrScanRows<const float>& rows, int64_t start, int count, int channels, Lanes* to) {
  const float* from = rows.data + start * rows.time;
  if (rows.channel == 1 && channels == width) {
    for (int t = 0; t < count; t++) std::memcpy(to + t, from + t * rows.time, sizeof *to);
    return;
  }
  float* cells = reinterpret_cast<float*>(to);
  if (channels < width) std::memset(cells, 0, sizeof *to * count);
  if (rows.time == 1) return transpose(from, rows.channel, cells, width, channels, count);
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
  if (rows.time == 1) return transpose(cells, width, to, rows.channel, count, channels);
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

// Everything of the steps of one stretch that does not depend on the state.
struct Stretch {
  Lanes u[steps], delta[steps], slope[steps], gate[steps], gate_slope[steps], y[steps];

  void read(const IrScanTile& tile, int64_t start, int count, Lanes bias) {
    load(tile.u, start, count, tile.channels, u);
    load(tile.delta, start, count, tile.channels, delta);
    for (int t = 0; t < count; t++) {
      const Lanes raw = delta[t] + bias;
      const Gate gate = tile.softplus ? softplus(raw) : Gate{raw, Lanes{} + 1.0f};
      delta[t] = gate.value;
      slope[t] = gate.slope;
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
  for (int64_t start = 0, s = 0; start < tile.length; start += steps, s++) {
    const int count = static_cast<int>(tile.length - start < steps ? tile.length - start : steps);
    if (tile.checkpoints) std::memcpy(tile.checkpoints + s * state * width, h, sizeof *h * state);
    x.read(tile, start, count, bias);
    for (int t = 0; t < count; t++) {
      const Lanes delta = x.delta[t], input = delta * x.u[t];
      Lanes y = d * x.u[t];
      for (int n = 0; n < state; n++) {
        h[n] = exponential(delta * a[n]) * h[n] + input * b.at(start + t, n);
        y += h[n] * c.at(start + t, n);
      }
      x.y[t] = tile.z.data ? y * x.gate[t] : y;
    }
    store(x.y, start, count, channels, tile.y);
  }
  for (int n = 0; n < state; n++) scatter(h[n], tile.last + n, state, channels);
}

template <bool SharedB, bool SharedC>
void backward(const IrScanTile& tile, const IrScanGradients& g, float* scratch) {
  const int state = tile.state, channels = tile.channels;
  Lanes *a = reinterpret_cast<Lanes*>(scratch), *gh = a + state, *sums = gh + state;  // sums: of the gradients of A, B and C
  Lanes *ga = sums + 3 * state, *gb = ga + state, *gc = gb + state;  // of this stretch alone, so that long sums stay exact
  const auto b = Coefficient<SharedB>::of(tile.b, tile, gc + state);
  const auto c = Coefficient<SharedC>::of(tile.c, tile, gc + 2 * state);
  Lanes *decay = gc + 3 * state, *h = decay + steps * state;  // h: the states before each step, and after the last
  const Lanes bias = gather(tile.bias, 1, channels), d = gather(tile.d, 1, channels);
  load_decay(tile, a);
  for (int n = 0; n < state; n++) gh[n] = gather(g.last ? g.last + n : nullptr, state, channels);
  std::memset(sums, 0, sizeof *sums * 3 * state);
  Lanes sum_d{}, sum_bias{};
  Stretch x;
  Lanes gy[steps], gz[steps];
  for (int64_t s = stretches(tile.length) - 1; s >= 0; s--) {
    const int64_t start = s * steps;
    const int count = static_cast<int>(tile.length - start < steps ? tile.length - start : steps);
    x.read(tile, start, count, bias);
    if (g.y.data) load(g.y, start, count, channels, gy);
    else std::memset(gy, 0, sizeof gy);
    std::memcpy(h, tile.checkpoints + s * state * width, sizeof *h * state);
    for (int t = 0; t < count; t++) {
      const Lanes delta = x.delta[t], input = delta * x.u[t];
      const Lanes* before = h + t * state;
      Lanes *after = h + (t + 1) * state, *decays = decay + t * state, y = d * x.u[t];
      for (int n = 0; n < state; n++) {
        decays[n] = exponential(delta * a[n]);
        after[n] = decays[n] * before[n] + input * b.at(start + t, n);
        y += after[n] * c.at(start + t, n);
      }
      if (tile.z.data) {
        gz[t] = gy[t] * y * x.gate_slope[t];
        gy[t] *= x.gate[t];
      }
    }
    std::memset(ga, 0, sizeof *ga * 3 * state);
    Lanes gd{}, gbias{};
    for (int t = count - 1; t >= 0; t--) {
      const Lanes delta = x.delta[t], u = x.u[t], input = delta * u, gradient = gy[t];
      const Lanes *before = h + t * state, *after = before + state, *decays = decay + t * state;
      Lanes ginput{}, gdelta{};
      for (int n = 0; n < state; n++) {
        const Lanes gstate = gh[n] + gradient * c.at(start + t, n), carried = gstate * decays[n], gexponent = carried * before[n];
        const Lanes gb_here = gstate * input, gc_here = gradient * after[n];
        ginput += gstate * b.at(start + t, n);
        gdelta += gexponent * a[n];
        ga[n] += gexponent * delta;
        gh[n] = carried;
        if (SharedB) g.b[n * tile.length + start + t] += total(gb_here);
        else gb[n] += gb_here;
        if (SharedC) g.c[n * tile.length + start + t] += total(gc_here);
        else gc[n] += gc_here;
      }
      gd += gradient * u;
      x.u[t] = ginput * delta + gradient * d;
      x.delta[t] = (gdelta + ginput * u) * x.slope[t];
      gbias += x.delta[t];
    }
    for (int n = 0; n < 3 * state; n++) sums[n] += ga[n];
    sum_d += gd;
    sum_bias += gbias;
    store(x.u, start, count, channels, g.u);
    store(x.delta, start, count, channels, g.delta);
    if (tile.z.data) store(gz, start, count, channels, g.z);
  }
  for (int n = 0; n < state; n++) {
    scatter(sums[n], g.a + n, state, channels);
    if (!SharedB) scatter(sums[state + n], g.b + n, state, channels);
    if (!SharedC) scatter(sums[2 * state + n], g.c + n, state, channels);
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
