// The C boundary between the managed engine and libtorch. No exception crosses it: functions return null or non-zero on
// failure and leave the text in ir_last_error().
#pragma once
#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>
#include <cstdint>
#include <string>

#define IR_API extern "C" __attribute__((visibility("default")))

// One argument or result. Lists point at memory of the caller (arguments) or at malloc'ed memory (results, ir_free_buffer).
struct IrValue {
  int32_t kind;
  int32_t length;
  union {
    int64_t integer;
    double real;
    const void* pointer;
  };
};
static_assert(sizeof(IrValue) == 16, "Interop/Value.cs has the same layout");

enum IrKind : int32_t {
  IR_NONE = 0, IR_TENSOR = 1, IR_INT = 2, IR_DOUBLE = 3, IR_BOOL = 4, IR_STRING = 5, IR_INTS = 6, IR_DOUBLES = 7,
  IR_BOOLS = 8, IR_TENSORS = 9, IR_DEFAULT = 10, IR_DEVICE = 11, IR_GENERATOR = 12,
};

namespace ir {

int fail(const char* message);

// A tensor handle is the TensorImpl with one reference of its own.
inline at::Tensor borrow(const void* handle) {
  if (!handle) return at::Tensor();
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(
      const_cast<at::TensorImpl*>(static_cast<const at::TensorImpl*>(handle))));
}

inline void* release(at::Tensor&& tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

// Device as one integer: type in the high bits, index in the low byte.
inline c10::Device device(int64_t packed) {
  return c10::Device(static_cast<c10::DeviceType>(packed >> 8), static_cast<c10::DeviceIndex>(static_cast<int8_t>(packed & 255)));
}

inline int64_t pack(c10::Device d) {
  return (static_cast<int64_t>(d.type()) << 8) | static_cast<uint8_t>(d.index());
}

}  // namespace ir

#define IR_TRY try {
#define IR_CATCH(result)                                        \
  }                                                             \
  catch (const c10::Error& e) { ir::fail(e.what_without_backtrace()); return result; } \
  catch (const std::exception& e) { ir::fail(e.what()); return result; }               \
  catch (...) { ir::fail("unknown C++ exception"); return result; }
