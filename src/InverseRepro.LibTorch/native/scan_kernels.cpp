// The recurrence of a selective scan for 16 channels at a time, one in each lane, so that nothing is summed across lanes except
// the gradients of a B or C that channels share. Only exponentials of Δ·A are multiplied: strong decay underflows to 0.
#include "scan_lanes.h"

namespace IR_JOIN(ir_, IR_LEVEL) {

namespace {

constexpr int steps = IrScan::steps, block = 4;  // block: states at a time

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
