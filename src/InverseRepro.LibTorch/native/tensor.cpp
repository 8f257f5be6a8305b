// Handles, data in and out, and autograd.
#include "bridge.h"
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>
#include <cstring>
#include <torch/csrc/autograd/autograd.h>

using torch::autograd::variable_list;

namespace {

// A view of a handle that takes no reference.
struct Peek {
  union { at::Tensor tensor; };
  explicit Peek(const void* handle) {
    new (&tensor) at::Tensor(c10::intrusive_ptr<at::TensorImpl, c10::UndefinedTensorImpl>::reclaim(
        const_cast<at::TensorImpl*>(static_cast<const at::TensorImpl*>(handle))));
  }
  ~Peek() {}
};

int copy(c10::IntArrayRef from, int64_t* to, int capacity) {
  for (int i = 0; i < static_cast<int>(from.size()) && i < capacity; i++) to[i] = from[i];
  return static_cast<int>(from.size());
}

variable_list borrow_all(void* const* handles, int count) {
  variable_list tensors;
  for (int i = 0; i < count; i++) tensors.push_back(ir::borrow(handles[i]));
  return tensors;
}

}  // namespace

IR_API void ir_free(void* handle) {
  if (handle) c10::raw::intrusive_ptr::decref(static_cast<at::TensorImpl*>(handle));
}

IR_API void* ir_share(void* handle) {
  c10::raw::intrusive_ptr::incref(static_cast<at::TensorImpl*>(handle));
  return handle;
}

IR_API void* ir_from_data(const void* data, const int64_t* sizes, int dimensions, int dtype, int64_t device) {
  IR_TRY
  at::Tensor tensor = at::empty(c10::IntArrayRef(sizes, dimensions), at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
  if (tensor.nbytes()) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
  const auto target = ir::device(device);
  if (!target.is_cpu()) tensor = tensor.to(target);
  return ir::release(std::move(tensor));
  IR_CATCH(nullptr)
}

IR_API int ir_copy_out(void* handle, void* destination, int64_t bytes) {
  IR_TRY
  at::Tensor tensor = ir::borrow(handle).detach().cpu().contiguous();
  if (static_cast<int64_t>(tensor.nbytes()) != bytes) return ir::fail("the buffer has another size than the tensor");
  if (bytes) std::memcpy(destination, tensor.data_ptr(), bytes);
  return 0;
  IR_CATCH(-1)
}

IR_API int ir_copy_in(void* handle, const void* source, int64_t bytes) {
  IR_TRY
  c10::AutoGradMode no_grad(false);
  at::Tensor tensor = ir::borrow(handle);
  at::Tensor staged = at::empty(tensor.sizes(), at::TensorOptions().dtype(tensor.scalar_type()));
  if (static_cast<int64_t>(staged.nbytes()) != bytes) return ir::fail("the buffer has another size than the tensor");
  if (bytes) std::memcpy(staged.data_ptr(), source, bytes);
  tensor.copy_(staged);
  return 0;
  IR_CATCH(-1)
}

// The address of a contiguous CPU tensor's data, or null with an error.
IR_API void* ir_data(void* handle) {
  IR_TRY
  Peek peek(handle);
  TORCH_CHECK(peek.tensor.device().is_cpu(), "the data of a tensor on ", peek.tensor.device(), " cannot be read directly");
  return peek.tensor.data_ptr();
  IR_CATCH(nullptr)
}

IR_API int ir_sizes(void* handle, int64_t* sizes, int capacity) {
  IR_TRY
  return copy(static_cast<at::TensorImpl*>(handle)->sizes(), sizes, capacity);
  IR_CATCH(-1)
}
IR_API int ir_strides(void* handle, int64_t* strides, int capacity) {
  IR_TRY
  return copy(static_cast<at::TensorImpl*>(handle)->strides(), strides, capacity);
  IR_CATCH(-1)
}
IR_API int64_t ir_numel(void* handle) {
  IR_TRY
  return static_cast<at::TensorImpl*>(handle)->numel();
  IR_CATCH(-1)
}
IR_API int64_t ir_storage_offset(void* handle) {
  IR_TRY
  return static_cast<at::TensorImpl*>(handle)->storage_offset();
  IR_CATCH(-1)
}
IR_API int ir_dtype(void* handle) {
  IR_TRY
  return static_cast<int>(Peek(handle).tensor.scalar_type());
  IR_CATCH(-1)
}
IR_API int ir_item_size(void* handle) {
  IR_TRY
  return static_cast<int>(Peek(handle).tensor.element_size());
  IR_CATCH(-1)
}
IR_API int64_t ir_device_of(void* handle) {
  IR_TRY
  return ir::pack(static_cast<at::TensorImpl*>(handle)->device());
  IR_CATCH(-1)
}
IR_API int ir_is_contiguous(void* handle) {
  IR_TRY
  return Peek(handle).tensor.is_contiguous();
  IR_CATCH(-1)
}

IR_API int ir_item(void* handle, double* real, int64_t* integer) {
  IR_TRY
  auto scalar = ir::borrow(handle).item();
  *real = scalar.toDouble();
  *integer = scalar.isFloatingPoint() ? 0 : scalar.toLong();
  return 0;
  IR_CATCH(-1)
}

IR_API int ir_requires_grad(void* handle) {
  IR_TRY
  return Peek(handle).tensor.requires_grad();
  IR_CATCH(-1)
}
IR_API int ir_is_leaf(void* handle) {
  IR_TRY
  return Peek(handle).tensor.is_leaf();
  IR_CATCH(-1)
}

IR_API int ir_set_requires_grad(void* handle, int value) {
  IR_TRY
  Peek(handle).tensor.set_requires_grad(value != 0);
  return 0;
  IR_CATCH(-1)
}

IR_API void* ir_grad(void* handle) {
  IR_TRY
  return ir::release(at::Tensor(Peek(handle).tensor.grad()));
  IR_CATCH(nullptr)
}

IR_API int ir_set_grad(void* handle, void* gradient) {
  IR_TRY
  Peek(handle).tensor.mutable_grad() = ir::borrow(gradient);
  return 0;
  IR_CATCH(-1)
}

IR_API int ir_backward(void* const* tensors, int count, void* const* gradients, int retain_graph, int create_graph,
                        void* const* inputs, int input_count) {
  IR_TRY
  torch::autograd::backward(borrow_all(tensors, count), gradients ? borrow_all(gradients, count) : variable_list{},
                            retain_graph != 0, create_graph != 0, borrow_all(inputs, input_count));
  return 0;
  IR_CATCH(-1)
}

IR_API int ir_autograd_grad(void* const* outputs, int output_count, void* const* inputs, int input_count, void* const* gradients,
                            int retain_graph, int create_graph, int allow_unused, void** results) {
  IR_TRY
  auto found = torch::autograd::grad(borrow_all(outputs, output_count), borrow_all(inputs, input_count),
                                     gradients ? borrow_all(gradients, output_count) : variable_list{}, retain_graph != 0,
                                     create_graph != 0, allow_unused != 0);
  for (int i = 0; i < input_count; i++) results[i] = ir::release(std::move(found[i]));
  return 0;
  IR_CATCH(-1)
}
