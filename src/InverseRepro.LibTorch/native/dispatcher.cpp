// Calls any registered operator by a cached handle, boxed: arguments are converted by the operator's own schema.
#include "bridge.h"
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <vector>

namespace {

thread_local std::string last_error;

enum class ArgumentClass : uint8_t {
  Tensor, Int, Float, Bool, Scalar, String, Device, IntList, FloatList, BoolList, TensorList, OptionalTensorList, Generator, Other,
};

struct ArgumentInfo {
  ArgumentClass type;
  bool optional;
  bool has_default;
  int32_t fixed_length;  // of int[2] and the like: one number stands for all
  c10::IValue fallback;
};

ArgumentClass classify_element(const c10::Type& element) {
  switch (element.kind()) {
    case c10::TypeKind::IntType: case c10::TypeKind::SymIntType: return ArgumentClass::IntList;
    case c10::TypeKind::FloatType: return ArgumentClass::FloatList;
    case c10::TypeKind::BoolType: return ArgumentClass::BoolList;
    case c10::TypeKind::TensorType: return ArgumentClass::TensorList;
    case c10::TypeKind::OptionalType: return ArgumentClass::OptionalTensorList;
    default: return ArgumentClass::Other;
  }
}

ArgumentClass classify(const c10::TypePtr& declared, bool& optional) {
  optional = declared->kind() == c10::TypeKind::OptionalType;
  c10::TypePtr type = optional ? declared->castRaw<c10::OptionalType>()->getElementType() : declared;
  switch (type->kind()) {
    case c10::TypeKind::TensorType: return ArgumentClass::Tensor;
    // Newer libtorch has kinds of their own for the enumerations that 1.13 declares as int.
    case c10::TypeKind::IntType: case c10::TypeKind::SymIntType: case c10::TypeKind::ScalarTypeType:
    case c10::TypeKind::LayoutType: case c10::TypeKind::MemoryFormatType: return ArgumentClass::Int;
    case c10::TypeKind::FloatType: return ArgumentClass::Float;
    case c10::TypeKind::BoolType: return ArgumentClass::Bool;
    case c10::TypeKind::NumberType: return ArgumentClass::Scalar;
    case c10::TypeKind::StringType: return ArgumentClass::String;
    case c10::TypeKind::DeviceObjType: return ArgumentClass::Device;
    case c10::TypeKind::GeneratorType: return ArgumentClass::Generator;
    case c10::TypeKind::ListType: return classify_element(*type->castRaw<c10::ListType>()->getElementType());
    default: return ArgumentClass::Other;
  }
}

}  // namespace

struct IrOperator {
  c10::OperatorHandle handle;
  std::vector<ArgumentInfo> arguments;
  std::string schema;
};

int ir::fail(const char* message) {
  last_error = message ? message : "unknown error";
  return -1;
}

namespace {

c10::IValue mismatch(const IrValue& value, size_t position) {
  throw std::runtime_error("argument " + std::to_string(position) + ": a value of kind " + std::to_string(value.kind) +
                           " does not fit the schema");
}

template <typename List>
c10::IValue tensor_list(const IrValue& value) {
  List list;
  list.reserve(value.length);
  auto handles = static_cast<void* const*>(value.pointer);
  for (int i = 0; i < value.length; i++) list.push_back(typename List::value_type(ir::borrow(handles[i])));
  return c10::IValue(std::move(list));
}

c10::IValue optional_tensor_list(const IrValue& value) {
  using Element = typename std::decay<decltype(std::declval<c10::IValue>().toOptional<at::Tensor>())>::type;
  c10::List<Element> list;
  list.reserve(value.length);
  auto handles = static_cast<void* const*>(value.pointer);
  for (int i = 0; i < value.length; i++)
    list.push_back(handles[i] ? Element(ir::borrow(handles[i])) : Element());
  return c10::IValue(std::move(list));
}

c10::IValue int_list(const ArgumentInfo& argument, const IrValue& value) {
  if (value.kind == IR_INT)
    return c10::IValue(std::vector<int64_t>(argument.fixed_length > 0 ? argument.fixed_length : 1, value.integer));
  return c10::IValue(c10::IntArrayRef(static_cast<const int64_t*>(value.pointer), value.length));
}

c10::IValue bool_list(const IrValue& value) {
  c10::List<bool> list;
  list.reserve(value.length);
  auto bytes = static_cast<const uint8_t*>(value.pointer);
  for (int i = 0; i < value.length; i++) list.push_back(bytes[i] != 0);
  return c10::IValue(std::move(list));
}

c10::IValue number(const IrValue& value, size_t position) {
  switch (value.kind) {
    case IR_DOUBLE: return c10::IValue(value.real);
    case IR_INT: return c10::IValue(value.integer);
    case IR_BOOL: return c10::IValue(value.integer != 0);
    default: return mismatch(value, position);
  }
}

c10::IValue convert(const ArgumentInfo& argument, const IrValue& value, size_t position) {
  if (value.kind == IR_NONE)
    return argument.type == ArgumentClass::Tensor && !argument.optional ? c10::IValue(at::Tensor()) : c10::IValue();
  if (value.kind == IR_DEFAULT) {
    if (argument.has_default) return argument.fallback;
    if (argument.optional) return c10::IValue();
    throw std::runtime_error("argument " + std::to_string(position) + " has no default");
  }
  const auto is = [&](int32_t kind) { return value.kind == kind; };
  switch (argument.type) {
    case ArgumentClass::Tensor: if (is(IR_TENSOR)) return c10::IValue(ir::borrow(value.pointer)); break;
    case ArgumentClass::Int: if (is(IR_INT)) return c10::IValue(value.integer); break;
    case ArgumentClass::Bool: if (is(IR_BOOL) || is(IR_INT)) return c10::IValue(value.integer != 0); break;
    case ArgumentClass::Float:
      if (is(IR_DOUBLE)) return c10::IValue(value.real);
      if (is(IR_INT)) return c10::IValue(static_cast<double>(value.integer));
      break;
    case ArgumentClass::Scalar: return number(value, position);
    case ArgumentClass::String:
      if (is(IR_STRING)) return c10::IValue(std::string(static_cast<const char*>(value.pointer), value.length));
      break;
    case ArgumentClass::Device: if (is(IR_DEVICE)) return c10::IValue(ir::device(value.integer)); break;
    case ArgumentClass::Generator:
      if (is(IR_GENERATOR)) return c10::IValue(*static_cast<const at::Generator*>(value.pointer));
      break;
    case ArgumentClass::IntList: if (is(IR_INTS) || is(IR_INT)) return int_list(argument, value); break;
    case ArgumentClass::FloatList:
      if (is(IR_DOUBLES)) return c10::IValue(c10::ArrayRef<double>(static_cast<const double*>(value.pointer), value.length));
      break;
    case ArgumentClass::BoolList: if (is(IR_BOOLS)) return bool_list(value); break;
    case ArgumentClass::TensorList: if (is(IR_TENSORS)) return tensor_list<c10::List<at::Tensor>>(value); break;
    case ArgumentClass::OptionalTensorList: if (is(IR_TENSORS)) return optional_tensor_list(value); break;
    case ArgumentClass::Other: break;
  }
  return mismatch(value, position);
}

void return_tensors(c10::IValue&& value, IrValue& result) {
  auto tensors = std::move(value).toTensorVector();
  auto handles = static_cast<void**>(std::malloc(sizeof(void*) * (tensors.size() + 1)));
  for (size_t i = 0; i < tensors.size(); i++) handles[i] = ir::release(std::move(tensors[i]));
  result.kind = IR_TENSORS;
  result.length = static_cast<int32_t>(tensors.size());
  result.pointer = handles;
}

void return_value(c10::IValue&& value, IrValue& result) {
  result = IrValue{IR_NONE, 0, {0}};
  if (value.isTensor()) {
    result.pointer = ir::release(std::move(value).toTensor());
    if (result.pointer) result.kind = IR_TENSOR;
  } else if (value.isInt()) {
    result.kind = IR_INT, result.integer = value.toInt();
  } else if (value.isDouble()) {
    result.kind = IR_DOUBLE, result.real = value.toDouble();
  } else if (value.isBool()) {
    result.kind = IR_BOOL, result.integer = value.toBool();
  } else if (value.isTensorList()) {
    return_tensors(std::move(value), result);
  } else if (value.isScalar()) {
    auto scalar = value.toScalar();
    result.kind = IR_DOUBLE, result.real = scalar.toDouble();
  } else if (!value.isNone()) {
    throw std::runtime_error("a result of this type is not supported");
  }
}

// The stack of a thread is reused; an operator that calls back into the bridge gets its own.
struct StackLease {
  static thread_local std::vector<c10::IValue> shared;
  static thread_local int depth;
  std::vector<c10::IValue> own;
  StackLease() { depth++; }
  ~StackLease() {
    stack().clear();
    depth--;
  }
  std::vector<c10::IValue>& stack() { return depth == 1 ? shared : own; }
};
thread_local std::vector<c10::IValue> StackLease::shared;
thread_local int StackLease::depth = 0;

}  // namespace

IR_API const char* ir_last_error() { return last_error.c_str(); }

IR_API void ir_free_buffer(void* buffer) { std::free(buffer); }

IR_API IrOperator* ir_operator(const char* name, const char* overload) {
  IR_TRY
  auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  if (!handle) throw std::runtime_error(std::string("this libtorch has no operator ") + name + (*overload ? "." : "") + overload);
  auto op = new IrOperator{*handle, {}, toString(handle->schema())};
  for (const auto& declared : handle->schema().arguments()) {
    ArgumentInfo argument{};
    argument.type = classify(declared.type(), argument.optional);
    argument.has_default = declared.default_value().has_value();
    if (argument.has_default) argument.fallback = *declared.default_value();
    argument.fixed_length = declared.N() ? *declared.N() : 0;
    op->arguments.push_back(std::move(argument));
  }
  return op;
  IR_CATCH(nullptr)
}

IR_API const char* ir_operator_schema(const IrOperator* op) { return op->schema.c_str(); }

// Trailing arguments that are not given take the schema's defaults. *result_count: capacity in, number of results out.
IR_API int ir_call(IrOperator* op, const IrValue* arguments, int count, IrValue* results, int* result_count) {
  StackLease lease;
  auto& stack = lease.stack();
  IR_TRY
  const auto declared = op->arguments.size();
  if (static_cast<size_t>(count) > declared) throw std::runtime_error("too many arguments");
  for (size_t i = 0; i < declared; i++) {
    const IrValue fallback{IR_DEFAULT, 0, {0}};
    stack.push_back(convert(op->arguments[i], i < static_cast<size_t>(count) ? arguments[i] : fallback, i));
  }
  op->handle.callBoxed(&stack);
  if (static_cast<int>(stack.size()) > *result_count) throw std::runtime_error("more results than expected");
  *result_count = static_cast<int>(stack.size());
  for (size_t i = 0; i < stack.size(); i++) return_value(std::move(stack[i]), results[i]);
  return 0;
  IR_CATCH(-1)
}
