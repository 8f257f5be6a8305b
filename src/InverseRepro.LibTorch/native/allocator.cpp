// A caching CPU allocator: freed blocks are kept by size class in huge pages, which saves the page faults of the default
// allocator (10,000 to 50,000 a training step). Counts what is in use, gives back on request, and keeps to a cap.
#include "bridge.h"
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <algorithm>
#include <atomic>
#include <mutex>
#include <sys/mman.h>
#include <vector>
#if __has_include(<torch/version.h>)
#include <torch/version.h>
#endif
// From libtorch 2.3 on allocate is no longer const and allocators copy data.
#if defined(TORCH_VERSION_MAJOR) && (TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 3))
#define IR_ALLOCATE_NOT_CONST
#endif

namespace {

constexpr size_t alignment = 64, huge_page = size_t{2} << 20, slab_bytes = size_t{32} << 20, most_idle = size_t{256} << 20;
constexpr int class_count = 400;

// Before every block; its size keeps the data aligned.
struct Header {
  uint32_t size_class;
  uint32_t in_slab;
  uint64_t bytes;  // of the block, header included
  char fill[alignment - 16];
};
static_assert(sizeof(Header) == alignment, "data stays aligned");

struct SizeClass {
  uint32_t index;
  size_t bytes;
};

// Multiples of 64 up to 512 bytes, then eight steps an octave.
SizeClass classify(size_t bytes) {
  if (bytes <= 512) {
    const auto index = static_cast<uint32_t>((bytes + 63) / 64);
    return {index, index * size_t{64}};
  }
  const int octave = 63 - __builtin_clzll(bytes - 1);
  const size_t step = size_t{1} << (octave - 3), steps = (bytes + step - 1) / step;
  return {16 + static_cast<uint32_t>((octave - 9) * 8 + (steps - 8)), steps * step};
}

// Set when more is in use than the managed side foresaw: it then collects wrappers that nobody disposed.
std::atomic<int32_t> collect_wanted{0};

class CachingAllocator final : public c10::Allocator {
 public:
  // Never destroyed: tensors of static duration may outlive any order of destruction.
  static CachingAllocator& instance() {
    static auto* allocator = new CachingAllocator();
    return *allocator;
  }

  c10::DataPtr take(size_t bytes) {
    const c10::Device cpu(c10::DeviceType::CPU);
    if (bytes == 0) return {nullptr, nullptr, &give_back, cpu};
    const auto wanted = classify(bytes + sizeof(Header));
    std::lock_guard<std::mutex> lock(mutex_);
    char* block = find(wanted);
    TORCH_CHECK(block, "out of memory: ", bytes, " bytes more than ", in_use_, " in use do not fit into the limit of ", cap_,
                " bytes; lower the batch size, or raise the limit");
    in_use_ += wanted.bytes;
    peak_ = std::max(peak_, in_use_);
    taken_ += wanted.bytes;
    if (in_use_ > collect_at_) collect_wanted.store(1, std::memory_order_relaxed);
    char* data = block + sizeof(Header);
    return {data, data, &give_back, cpu};
  }

#if !defined(IR_ALLOCATE_NOT_CONST)
  c10::DataPtr allocate(size_t bytes) const override { return instance().take(bytes); }
#else
  c10::DataPtr allocate(size_t bytes) override { return take(bytes); }
  void copy_data(void* destination, const void* source, size_t count) const override { default_copy_data(destination, source, count); }
#endif

  c10::DeleterFnPtr raw_deleter() const override { return &give_back; }

  // Gives large idle blocks back to the system; slabs stay, they are small.
  size_t trim() {
    std::lock_guard<std::mutex> lock(mutex_);
    return trim_locked();
  }

  int64_t statistic(int which) {
    std::lock_guard<std::mutex> lock(mutex_);
    switch (which) {
      case 0: return static_cast<int64_t>(in_use_);
      case 1: return static_cast<int64_t>(peak_);
      case 2: return static_cast<int64_t>(reserved_);
      case 3: return static_cast<int64_t>(cap_);
      default: return static_cast<int64_t>(taken_);
    }
  }

  void reset_peak() {
    std::lock_guard<std::mutex> lock(mutex_);
    peak_ = in_use_;
  }

  void set_collect_at(size_t bytes) {
    std::lock_guard<std::mutex> lock(mutex_);
    collect_at_ = bytes;
    collect_wanted.store(0, std::memory_order_relaxed);
  }

  void set_cap(size_t bytes) {
    std::lock_guard<std::mutex> lock(mutex_);
    cap_ = bytes;
  }

 private:
  char* find(SizeClass wanted) {
    auto& idle = idle_[wanted.index];
    if (!idle.empty()) {
      char* block = idle.back();
      idle.pop_back();
      return block;
    }
    const bool in_slab = wanted.bytes <= slab_bytes / 4;
    char* block = in_slab ? carve(wanted.bytes) : map(wanted.bytes);
    if (block) {
      auto header = reinterpret_cast<Header*>(block);
      header->size_class = wanted.index;
      header->in_slab = in_slab;
      header->bytes = wanted.bytes;
    }
    return block;
  }

  char* carve(size_t bytes) {
    if (!slab_ || slab_ + bytes > slab_end_) {
      size_t slab = slab_bytes;
      slab_ = map(slab);
      // Close to the cap a whole slab may not fit where the block still does.
      if (!slab_) slab_ = map(slab = (bytes + huge_page - 1) / huge_page * huge_page);
      if (!slab_) return nullptr;
      slab_end_ = slab_ + slab;
    }
    char* block = slab_;
    slab_ += bytes;
    return block;
  }

  char* map(size_t bytes) {
    const size_t whole = (bytes + huge_page - 1) / huge_page * huge_page;
    // Blocks of other sizes that lie idle would add up over the phases of a run.
    if (reserved_ > in_use_ + most_idle || reserved_ + whole > cap_) trim_locked();
    if (reserved_ + whole > cap_) return nullptr;
    void* start = mmap(nullptr, whole + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) return nullptr;
    auto first = reinterpret_cast<uintptr_t>(start), aligned = (first + huge_page - 1) / huge_page * huge_page;
    if (aligned > first) munmap(start, aligned - first);
    if (aligned + whole < first + whole + huge_page) munmap(reinterpret_cast<void*>(aligned + whole), first + huge_page - aligned);
    madvise(reinterpret_cast<void*>(aligned), whole, MADV_HUGEPAGE);
    reserved_ += whole;
    return reinterpret_cast<char*>(aligned);
  }

  size_t trim_locked() {
    size_t freed = 0;
    for (auto& idle : idle_) {
      if (idle.empty() || reinterpret_cast<Header*>(idle.back())->in_slab) continue;
      for (char* block : idle) {
        const size_t whole = (reinterpret_cast<Header*>(block)->bytes + huge_page - 1) / huge_page * huge_page;
        munmap(block, whole);
        freed += whole;
      }
      idle.clear();
    }
    reserved_ -= freed;
    return freed;
  }

  static void give_back(void* data) {
    if (!data) return;
    char* block = static_cast<char*>(data) - sizeof(Header);
    auto& self = instance();
    std::lock_guard<std::mutex> lock(self.mutex_);
    const auto header = reinterpret_cast<Header*>(block);
    self.in_use_ -= header->bytes;
    self.idle_[header->size_class].push_back(block);
  }

  std::mutex mutex_;
  std::vector<char*> idle_[class_count];
  char *slab_ = nullptr, *slab_end_ = nullptr;
  size_t in_use_ = 0, peak_ = 0, reserved_ = 0, taken_ = 0, cap_ = SIZE_MAX, collect_at_ = size_t{1} << 30;
};

}  // namespace

IR_API void ir_use_caching_allocator() { c10::SetCPUAllocator(&CachingAllocator::instance(), 1); }
IR_API int64_t ir_memory(int which) { return CachingAllocator::instance().statistic(which); }
IR_API void ir_memory_reset_peak() { CachingAllocator::instance().reset_peak(); }
IR_API int64_t ir_memory_trim() { return static_cast<int64_t>(CachingAllocator::instance().trim()); }
IR_API void ir_memory_set_cap(int64_t bytes) { CachingAllocator::instance().set_cap(static_cast<size_t>(bytes)); }
IR_API const std::atomic<int32_t>* ir_memory_collect_wanted() { return &collect_wanted; }
IR_API void ir_memory_set_collect_at(int64_t bytes) { CachingAllocator::instance().set_collect_at(static_cast<size_t>(bytes)); }
