// Loops of the selective scan, compiled once for each CPU level like those of kernels.h. No torch headers here.
#pragma once
#include "kernels.h"

namespace IrScan {
constexpr int lanes = 16;  // channels of a tile
constexpr int steps = 16;  // between two stored states
// Floats of scratch memory for a state of this size.
constexpr int64_t scratch(int64_t state) { return (9 + 2 * steps) * state * lanes; }
}  // namespace IrScan

// A value for each channel of a tile and each time step.
template <typename Number>
struct IrScanRows {
  Number* data;  // null where absent
  int64_t channel, time;  // strides
};

// B or C of a tile. The strides of channel and time: one of them is 0.
struct IrScanCoefficient {
  const float* data;
  int64_t channel, state, time;
  bool shared() const { return channel == 0; }
};

// Up to 16 channels of one sample. A, the states and what has one value a channel are contiguous; d, bias and initial may be null.
struct IrScanTile {
  int channels, state;
  int64_t length;
  bool softplus;
  IrScanRows<const float> u, delta, z;
  IrScanCoefficient b, c;
  const float *a, *d, *bias, *initial;
  IrScanRows<float> y;
  float* last;
  float* checkpoints;  // stretch × state × 16: the state before every 16th step; null: not kept
};

// b and c: added to as state×length where the channels share them, else written as channel×state. Others are written.
struct IrScanGradients {
  IrScanRows<const float> y;
  const float* last;  // null: no gradient
  IrScanRows<float> u, delta, z;
  float *a, *b, *c, *d, *bias, *initial;
};

#define IR_DECLARE_SCAN(level)                                                                          \
  namespace ir_##level {                                                                                \
  void scan_forward(const IrScanTile& tile, float* scratch);                                            \
  void scan_backward(const IrScanTile& tile, const IrScanGradients& gradients, float* scratch);         \
  }

IR_DECLARE_SCAN(base)
IR_DECLARE_SCAN(avx2)
IR_DECLARE_SCAN(avx512)
