#!/usr/bin/env bash
# Compiles the native bridge against a libtorch, once for each content: build-native.sh SOURCES LIBTORCH OUTPUT
#   SOURCES  folder of *.cpp and *.h        LIBTORCH  root of a libtorch (include/, lib/), or /usr for Debian's
#   OUTPUT   the shared library to place    CXX       compiler (g++)
set -euo pipefail
sources=$1 root=$2 output=$3 cxx=${CXX:-g++}

fail() { # one line that MSBuild shows as an error
  echo "build-native : error IR0001: $1"
  exit 1
}

command -v "$cxx" >/dev/null || fail "no C++ compiler '$cxx'. Install it: sudo apt-get install -y g++ (or ./repro setup), or name one in CXX."

if [ "$root" = /usr ]; then
  includes=(-I/usr/include/torch/csrc/api/include)
  version_header=/usr/include/torch/csrc/api/include/torch/version.h
  library_folder=
else
  includes=(-isystem "$root/include" -isystem "$root/include/torch/csrc/api/include")
  version_header=$root/include/torch/csrc/api/include/torch/version.h
  library_folder=$root/lib
fi
[ -f "$version_header" ] || version_header=$(dirname "$version_header")/../../../../version.h
version=$(awk '/^#define TORCH_VERSION_(MAJOR|MINOR|PATCH) /{printf "%s%s", dot, $3; dot="."}' "$version_header" 2>/dev/null)
: "${version:=unknown}"

standard=c++17 # libtorch 2.10 and later need C++20
case $version in 2.[1-9][0-9]*) standard=c++20 ;; esac
common=(-O2 -fPIC -fvisibility=hidden -fopenmp "-std=$standard" "${includes[@]}")
kernel=(-O3 -Wno-psabi -fPIC -fvisibility=hidden -fopenmp-simd -fno-math-errno -fno-trapping-math -ffp-contract=fast "-std=$standard")
link=(-shared -fopenmp -lc10 -ltorch_cpu)
[ "$root" = /usr ] && link+=(-l:libblas.so.3) # sgemm; libtorch of other makes brings its own
if [ -n "$library_folder" ]; then
  link+=("-L$library_folder" "-Wl,-rpath,$library_folder")
  # CUDA kernels register themselves when their library is loaded, so it must not be dropped.
  [ -e "$library_folder/libtorch_cuda.so" ] && link+=(-Wl,--no-as-needed -ltorch_cuda -lc10_cuda -Wl,--as-needed)
  # A libtorch from PyTorch's packages may be built with the old string layout.
  if [ -f "$library_folder/libc10.so" ] && ! nm -DC "$library_folder/libc10.so" 2>/dev/null | grep -q 'std::__cxx11'; then
    common+=(-D_GLIBCXX_USE_CXX11_ABI=0)
  fi
fi

key=$({ cat "$0" "$sources"/*.cpp "$sources"/*.h; echo "$version $root ${common[*]} ${link[*]}"; "$cxx" --version; } | sha256sum | cut -c1-16)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/inverserepro/native/$key
library=$cache/libinverserepro_torch.so

if [ ! -f "$library" ]; then
  mkdir -p "$cache"
  scratch=$(mktemp -d "$cache/build.XXXXXX")
  trap 'rm -rf "$scratch"' EXIT
  jobs=()
  compile() { # object, flags and source…
    local object=$1
    shift
    "$cxx" "$@" -c -o "$scratch/$object" >"$scratch/$object.log" 2>&1 &
    jobs+=("$!:$object")
  }
  for source in "$sources"/*.cpp; do
    name=$(basename "$source" .cpp)
    case $name in
      kernels | *_kernels)
        compile "${name}_base.o" "${kernel[@]}" -DIR_LEVEL=base "$source"
        if [ "$(uname -m)" = x86_64 ]; then
          compile "${name}_avx2.o" "${kernel[@]}" -DIR_LEVEL=avx2 -mavx2 -mfma "$source"
          compile "${name}_avx512.o" "${kernel[@]}" -DIR_LEVEL=avx512 -mavx512f -mavx512vl -mavx512bw -mavx512dq -mavx2 -mfma -mprefer-vector-width=512 "$source"
        fi
        ;;
      *) compile "$name.o" "${common[@]}" "$source" ;;
    esac
  done
  for job in "${jobs[@]}"; do
    wait "${job%%:*}" || fail "the native bridge does not compile against libtorch $version in $root: $(grep -m1 -E 'error|Error' "$scratch/${job#*:}.log" || tail -n 1 "$scratch/${job#*:}.log")"
  done
  "$cxx" "$scratch"/*.o -o "$scratch/library" "${link[@]}" >"$scratch/link.log" 2>&1 ||
    fail "the native bridge does not link with libtorch $version in $root: $(head -n 1 "$scratch/link.log")"
  mv "$scratch/library" "$library" # whole or not at all, also when two builds race
fi

mkdir -p "$(dirname "$output")"
cmp -s "$library" "$output" || cp "$library" "$output"
printf '%s\n%s\n' "$version" "$key" >"$output.facts"
