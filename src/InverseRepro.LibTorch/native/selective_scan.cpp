// The selective scan h_t = exp(Δ_t A) h_{t−1} + Δ_t B_t u_t, y_t = C_t h_t + D u_t, forward and backward. Keeps the state before
// every 16th step for the backward pass, which recomputes the states between two of them. Work is split in a way that
// does not depend on the number of threads, so neither does any sum.
#include "bridge.h"
#include "scan_kernels.h"
#include <ATen/Parallel.h>
#include <ATen/core/ivalue.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>
#include <tuple>

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Maybe = typename std::decay<decltype(std::declval<c10::IValue>().toOptional<at::Tensor>())>::type;

at::Tensor known(const Maybe& tensor) { return tensor.has_value() ? *tensor : at::Tensor(); }

at::Tensor dense(const at::Tensor& tensor) { return tensor.defined() ? tensor.contiguous() : tensor; }

template <typename Number = const float>
Number* data(const at::Tensor& tensor) {
  return tensor.defined() ? tensor.data_ptr<float>() : nullptr;
}

struct Inputs {
  at::Tensor u, delta, a, b, c, d, z, bias, initial;
  bool softplus;
  int64_t batch, channels, length, state, groups, tiles;  // tiles: of a group

  Inputs(const at::Tensor& u_, const at::Tensor& delta_, const at::Tensor& a_, const at::Tensor& b_, const at::Tensor& c_, const at::Tensor& d_,
         const at::Tensor& z_, const at::Tensor& bias_, const at::Tensor& initial_, bool softplus_)
      : u(u_), delta(delta_), a(dense(a_)), b(grouped(b_)), c(grouped(c_)), d(dense(d_)), z(z_), bias(dense(bias_)), initial(dense(initial_)),
        softplus(softplus_), batch(u.size(0)), channels(u.size(1)), length(u.size(2)), state(a.size(1)),
        groups(b.dim() == 4 ? b.size(1) : c.dim() == 4 ? c.size(1) : 1), tiles((channels / groups + IrScan::lanes - 1) / IrScan::lanes) {}

  // N×S×L as N×1×S×L; D×S stays, with a stride of its own for each channel.
  static at::Tensor grouped(const at::Tensor& t) { return t.dim() == 3 ? t.unsqueeze(1) : t.dim() == 2 ? t.contiguous() : t; }

  int64_t first(int64_t group, int64_t tile) const { return group * (channels / groups) + tile * IrScan::lanes; }
  int64_t rows(int64_t sample, int64_t group, int64_t tile) const { return (sample * groups + group) * tiles + tile; }
  int64_t stretches() const { return (length + IrScan::steps - 1) / IrScan::steps; }

  template <typename Number = const float>
  static IrScanRows<Number> rows_of(const at::Tensor& t, int64_t sample, int64_t channel) {
    if (!t.defined()) return {nullptr, 0, 0};
    return {t.data_ptr<float>() + sample * t.stride(0) + channel * t.stride(1), t.stride(1), t.stride(2)};
  }

  static IrScanCoefficient coefficient(const at::Tensor& t, int64_t sample, int64_t group, int64_t channel) {
    const float* start = t.data_ptr<float>();
    if (t.dim() == 2) return {start + channel * t.stride(0), std::max<int64_t>(t.stride(0), 1), t.stride(1), 0};
    return {start + sample * t.stride(0) + (t.size(1) > 1 ? group : 0) * t.stride(1), 0, t.stride(2), t.stride(3)};
  }

  // Without the outputs.
  IrScanTile tile(int64_t sample, int64_t group, int64_t number, const at::Tensor& checkpoints) const {
    const int64_t channel = first(group, number);
    IrScanTile t{};
    t.channels = static_cast<int>(std::min<int64_t>(IrScan::lanes, channels / groups - number * IrScan::lanes));
    t.state = static_cast<int>(state);
    t.length = length;
    t.softplus = softplus;
    t.u = rows_of(u, sample, channel), t.delta = rows_of(delta, sample, channel), t.z = rows_of(z, sample, channel);
    t.b = coefficient(b, sample, group, channel), t.c = coefficient(c, sample, group, channel);
    t.a = data(a) + channel * state;
    t.d = d.defined() ? data(d) + channel : nullptr;
    t.bias = bias.defined() ? data(bias) + channel : nullptr;
    t.initial = initial.defined() ? data(initial) + (sample * channels + channel) * state : nullptr;
    t.checkpoints = checkpoints.defined() ? data<float>(checkpoints) + rows(sample, group, number) * stretches() * state * IrScan::lanes : nullptr;
    return t;
  }
};

struct FusedScan : torch::autograd::Function<FusedScan> {
  static variable_list forward(AutogradContext* context, const at::Tensor& u, const at::Tensor& delta, const at::Tensor& a, const at::Tensor& b,
                               const at::Tensor& c, const Maybe& d, const Maybe& z, const Maybe& bias, const Maybe& initial, bool softplus,
                               bool differentiable) {
    const Inputs in(u, delta, a, b, c, known(d), known(z), known(bias), known(initial), softplus);
    at::Tensor y = at::empty_like(u), last = at::empty({in.batch, in.channels, in.state}, u.options()), checkpoints;
    if (differentiable)
      checkpoints = at::empty({in.batch * in.groups * in.tiles, in.stretches(), in.state, IrScan::lanes}, u.options());
    at::parallel_for(0, in.batch * in.groups * in.tiles, 1, [&](int64_t begin, int64_t end) {
      const at::Tensor scratch = at::empty({IrScan::scratch(in.state)}, u.options());
      for (int64_t i = begin; i < end; i++) {
        const int64_t sample = i / (in.groups * in.tiles), group = i / in.tiles % in.groups, number = i % in.tiles, channel = in.first(group, number);
        IrScanTile tile = in.tile(sample, group, number, checkpoints);
        tile.y = Inputs::rows_of<float>(y, sample, channel);
        tile.last = data<float>(last) + (sample * in.channels + channel) * in.state;
        IR_KERNEL(scan_forward, tile, data<float>(scratch));
      }
    });
    if (differentiable) {
      context->save_for_backward({u, delta, a, b, c, known(d), known(z), known(bias), known(initial), checkpoints});
      context->saved_data["softplus"] = softplus;
      context->set_materialize_grads(false);
    }
    return {y, last};
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    TORCH_CHECK(!c10::GradMode::is_enabled(),
                "the fused selective scan has no second derivative (create_graph); the portable scan has one: use it, or float64 inputs");
    const auto saved = context->get_saved_variables();
    const at::Tensor b = saved[3], c = saved[4], checkpoints = saved[9], last = dense(gradients[1]);
    // That of a sum is one number, expanded: quicker to read once it is spread out.
    const at::Tensor y = gradients[0].defined() && gradients[0].stride(2) == 0 ? gradients[0].contiguous() : gradients[0];
    const Inputs in(saved[0], saved[1], saved[2], b, c, saved[5], saved[6], saved[7], saved[8], context->saved_data["softplus"].toBool());
    const Results out(in);
    at::parallel_for(0, in.batch * in.groups * out.parts, 1, [&](int64_t begin, int64_t end) {
      const at::Tensor scratch = at::empty({IrScan::scratch(in.state)}, in.u.options());
      for (int64_t i = begin; i < end; i++) {
        const int64_t sample = i / (in.groups * out.parts), group = i / out.parts % in.groups, part = i % out.parts;
        for (int64_t number = part * in.tiles / out.parts; number < (part + 1) * in.tiles / out.parts; number++)
          IR_KERNEL(scan_backward, in.tile(sample, group, number, checkpoints),
                    out.tile(in, sample, group, number, part, y, last), data<float>(scratch));
      }
    });
    const auto shaped = [](const at::Tensor& sum, const at::Tensor& like) { return sum.sum(0).reshape(like.sizes()); };
    return {out.u, out.delta, out.a.sum(0), of_coefficient(out.b, in.b).reshape(b.sizes()), of_coefficient(out.c, in.c).reshape(c.sizes()),
            in.d.defined() ? shaped(out.d, in.d) : at::Tensor(), out.z, in.bias.defined() ? shaped(out.bias, in.bias) : at::Tensor(), out.initial,
            at::Tensor(), at::Tensor()};
  }

 private:
  // Sums over the parts; over the samples too where B or C has none, over the groups where it has one for all.
  static at::Tensor of_coefficient(const at::Tensor& sum, const at::Tensor& coefficient) {
    if (coefficient.dim() == 2) return sum.sum(0);
    const at::Tensor whole = sum.sum(0);  // N×G×S×L
    return coefficient.size(1) == 1 && whole.size(1) > 1 ? whole.sum(1) : whole;
  }

  struct Results {
    static constexpr int64_t most_parts = 4;  // sums of the gradients of B and C, each over its own channels
    int64_t parts;
    at::Tensor u, delta, z, a, b, c, d, bias, initial;

    explicit Results(const Inputs& in)
        : parts(std::min(in.tiles, most_parts)), u(at::empty_like(in.u)), delta(at::empty_like(in.delta)),
          a(at::empty({in.batch, in.channels, in.state}, in.u.options())), b(coefficient(in, in.b)), c(coefficient(in, in.c)),
          d(at::empty({in.batch, in.channels}, in.u.options())), bias(at::empty({in.batch, in.channels}, in.u.options())) {
      if (in.z.defined()) z = at::empty_like(in.z);
      if (in.initial.defined()) initial = at::empty_like(in.initial);
    }

    at::Tensor coefficient(const Inputs& in, const at::Tensor& like) const {
      return like.dim() == 2 ? at::empty({in.batch, in.channels, in.state}, in.u.options())
                             : at::zeros({parts, in.batch, in.groups, in.state, in.length}, in.u.options());
    }

    IrScanGradients tile(const Inputs& in, int64_t sample, int64_t group, int64_t number, int64_t part, const at::Tensor& y,
                         const at::Tensor& last) const {
      const int64_t channel = in.first(group, number), row = sample * in.channels + channel;
      const auto shared = [&](const at::Tensor& t, const at::Tensor& like) {
        return data<float>(t) + (like.dim() == 2 ? row * in.state : ((part * in.batch + sample) * in.groups + group) * in.state * in.length);
      };
      IrScanGradients g{};
      g.y = Inputs::rows_of(y, sample, channel);
      g.last = last.defined() ? data(last) + row * in.state : nullptr;
      g.u = Inputs::rows_of<float>(u, sample, channel), g.delta = Inputs::rows_of<float>(delta, sample, channel);
      g.z = Inputs::rows_of<float>(z, sample, channel);
      g.a = data<float>(a) + row * in.state;
      g.b = shared(b, in.b), g.c = shared(c, in.c);
      g.d = data<float>(d) + row, g.bias = data<float>(bias) + row;
      g.initial = initial.defined() ? data<float>(initial) + row * in.state : nullptr;
      return g;
    }
  };
};

void check(const at::Tensor& tensor, const char* name, bool fits, const at::Tensor& u, const at::Tensor& a) {
  if (!tensor.defined()) return;
  TORCH_CHECK(tensor.is_cpu() && tensor.scalar_type() == at::kFloat, "selective_scan: the fused operator takes float32 on the CPU; ", name, " is ",
              tensor.scalar_type(), " on ", tensor.device());
  TORCH_CHECK(fits, "selective_scan: ", name, " of shape ", tensor.sizes(), " does not fit u ", u.sizes(), " and A ", a.sizes());
}

bool coefficient_fits(const at::Tensor& t, const at::Tensor& u, int64_t state) {
  const int64_t n = u.size(0), d = u.size(1), l = u.size(2);
  return t.dim() == 2   ? t.size(0) == d && t.size(1) == state
         : t.dim() == 3 ? t.size(0) == n && t.size(1) == state && t.size(2) == l
                        : t.dim() == 4 && t.size(0) == n && t.size(1) > 0 && d % t.size(1) == 0 && t.size(2) == state && t.size(3) == l;
}

std::tuple<at::Tensor, at::Tensor> selective_scan(const at::Tensor& u, const at::Tensor& delta, const at::Tensor& a, const at::Tensor& b,
                                                  const at::Tensor& c, const Maybe& d, const Maybe& z, const Maybe& bias, bool softplus,
                                                  const Maybe& initial) {
  check(u, "u", u.dim() == 3 && u.size(1) > 0 && u.size(2) > 0, u, a);
  const int64_t n = u.size(0), channels = u.size(1);
  check(a, "A", a.dim() == 2 && a.size(0) == channels && a.size(1) > 0, u, a);
  const int64_t state = a.size(1);
  check(delta, "delta", delta.sizes() == u.sizes(), u, a);
  check(b, "B", coefficient_fits(b, u, state), u, a);
  check(c, "C", coefficient_fits(c, u, state) && (b.dim() != 4 || c.dim() != 4 || b.size(1) == c.size(1)), u, a);
  check(known(d), "D", !known(d).defined() || known(d).sizes() == at::IntArrayRef({channels}), u, a);
  check(known(z), "z", !known(z).defined() || known(z).sizes() == u.sizes(), u, a);
  check(known(bias), "delta_bias", !known(bias).defined() || known(bias).sizes() == at::IntArrayRef({channels}), u, a);
  check(known(initial), "initial_state", !known(initial).defined() || known(initial).sizes() == at::IntArrayRef({n, channels, state}), u, a);
  const auto records = [](const at::Tensor& t) { return t.defined() && t.requires_grad(); };
  const bool differentiable = c10::GradMode::is_enabled() && (records(u) || records(delta) || records(a) || records(b) || records(c) ||
                              records(known(d)) || records(known(z)) || records(known(bias)) || records(known(initial)));
  const auto results = FusedScan::apply(u, delta, a, b, c, d, z, bias, initial, softplus, differentiable);
  return std::make_tuple(results[0], results[1]);
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(inverserepro, library) {
  library.def("selective_scan(Tensor u, Tensor delta, Tensor a, Tensor b, Tensor c, Tensor? d=None, Tensor? z=None, Tensor? delta_bias=None, "
              "bool delta_softplus=False, Tensor? initial_state=None) -> (Tensor, Tensor)", &selective_scan);
}
