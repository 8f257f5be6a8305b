// Process-wide and thread-local state: threads, modes, generators, devices.
#include "bridge.h"
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/Generator.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Logging.h>
#if __has_include(<torch/version.h>)
#include <torch/version.h>
#endif
#if __has_include(<ATen/CPUGeneratorImpl.h>)
#include <ATen/CPUGeneratorImpl.h>
#endif

IR_API const char* ir_version() {
#ifdef TORCH_VERSION
  return TORCH_VERSION;
#else
  return "unknown";
#endif
}

// c10::Error symbolises a backtrace (milliseconds an exception) that nobody would read here.
IR_API void ir_initialise() {
  c10::SetStackTraceFetcher([]() -> std::string { return std::string(); });
}

IR_API void ir_set_num_threads(int count) { at::set_num_threads(count); }
IR_API int ir_get_num_threads() { return at::get_num_threads(); }

IR_API int ir_is_grad_enabled() { return c10::GradMode::is_enabled(); }
IR_API void ir_set_grad_enabled(int enabled) { c10::GradMode::set_enabled(enabled != 0); }

IR_API void* ir_enter_inference(int enabled) { return new c10::InferenceMode(enabled != 0); }
IR_API void ir_leave_inference(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
IR_API int ir_is_inference_enabled() { return c10::InferenceMode::is_enabled(); }

IR_API int ir_cuda_available() { return at::globalContext().hasCUDA(); }

IR_API int ir_manual_seed(uint64_t seed) {
  IR_TRY
  at::manual_seed(seed);
  return 0;
  IR_CATCH(-1)
}

IR_API at::Generator* ir_generator(int64_t device, uint64_t seed) {
  IR_TRY
  const auto where = ir::device(device);
  at::Generator generator = where.is_cpu() ? at::Generator(c10::make_intrusive<at::CPUGeneratorImpl>(seed))
                                           : at::globalContext().defaultGenerator(where).clone();
  generator.set_current_seed(seed);
  return new at::Generator(std::move(generator));
  IR_CATCH(nullptr)
}

IR_API at::Generator* ir_default_generator() {
  IR_TRY
  return new at::Generator(at::globalContext().defaultGenerator(c10::Device(c10::DeviceType::CPU)));
  IR_CATCH(nullptr)
}

IR_API void ir_free_generator(at::Generator* generator) { delete generator; }

IR_API int ir_generator_set_seed(at::Generator* generator, uint64_t seed) {
  IR_TRY
  std::lock_guard<std::mutex> lock(generator->mutex());
  generator->set_current_seed(seed);
  return 0;
  IR_CATCH(-1)
}

IR_API uint64_t ir_generator_seed(at::Generator* generator) { return generator->current_seed(); }

IR_API void* ir_generator_state(at::Generator* generator) {
  IR_TRY
  std::lock_guard<std::mutex> lock(generator->mutex());
  return ir::release(generator->get_state());
  IR_CATCH(nullptr)
}

IR_API int ir_generator_set_state(at::Generator* generator, void* state) {
  IR_TRY
  std::lock_guard<std::mutex> lock(generator->mutex());
  generator->set_state(ir::borrow(state));
  return 0;
  IR_CATCH(-1)
}
