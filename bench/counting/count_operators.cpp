// Counts the operators that libtorch is given, by the backward pass too. "Computing" are those that a GPU would be given: no views,
// no allocations, and of an operator that is made of others only those, but for those on lists of tensors, which are one on a GPU.
#include <ATen/core/function_schema.h>
#include <ATen/record_function.h>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <cstdio>

namespace {

std::atomic<int64_t> outermost, computing;
thread_local int depth = 0;
std::mutex guard;
std::map<std::string, int64_t> names;

struct Observed : at::ObserverContext {
  int64_t before; // computing operators when this one began
};

bool computes(const at::RecordFunction& f) {
  const auto name = f.operator_name();
  if (!name) return false;
  if (name->name.find("empty") != std::string::npos || name->name == "aten::result_type") return false;
  const auto schema = f.operator_schema();
  if (!schema || schema->returns().empty()) return true;
  const auto alias = schema->returns()[0].alias_info();
  return !alias || alias->isWrite();
}

std::unique_ptr<at::ObserverContext> begin(const at::RecordFunction&) {
  auto observed = std::make_unique<Observed>();
  if (depth++ == 0) outermost++;
  observed->before = computing;
  return observed;
}

void end(const at::RecordFunction& f, at::ObserverContext* context) {
  depth--;
  if (std::strncmp(f.name(), "aten::_foreach", 14) == 0) computing = static_cast<Observed*>(context)->before;
  if (computing != static_cast<Observed*>(context)->before || !computes(f)) return;
  computing++;
  if (std::getenv("COUNT_NAMES")) {
    std::lock_guard<std::mutex> lock(guard);
    names[f.name()]++;
  }
}

at::CallbackHandle handle;

}  // namespace

extern "C" void count_begin() {
  outermost = computing = 0;
  names.clear();
  handle = at::addGlobalCallback(at::RecordFunctionCallback(begin, end).scopes({at::RecordScope::FUNCTION}));
}

extern "C" void count_end(int64_t* counted) {
  at::removeCallback(handle);
  counted[0] = computing;
  counted[1] = outermost;
  for (const auto& [name, count] : names) std::fprintf(stderr, "%6ld %s\n", static_cast<long>(count), name.c_str());
}
