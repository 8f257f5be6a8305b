#!/usr/bin/env bash
# How many operators the experiments give libtorch: those that compute something, and all that are called.
# COUNT_NAMES=1 also lists them on standard error.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=${LIBTORCH:-/usr}
"${CXX:-g++}" -O2 -fPIC -shared -std=c++17 -I"$root/include" "$here/count_operators.cpp" -o "$scratch/count.so" -L"$root/lib" -lc10 -ltorch_cpu
dotnet run -c Release --project "$here/../InverseRepro.Benchmarks" -- count "$scratch/count.so"
