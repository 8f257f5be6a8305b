#include "kernels.h"

ir::Level ir::level() {
#if defined(__x86_64__)
  static const Level best = [] {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq"))
      return Level::Avx512;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? Level::Avx2 : Level::Base;
  }();
  return best;
#else
  return Level::Base;
#endif
}
