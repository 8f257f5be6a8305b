#!/usr/bin/env bash
# Runs a verb of InverseRepro.Benchmarks and its twin in Python in turn, and sets their values side by side.
#   side-by-side.sh TWIN.py VERB [ARGUMENTS]
# Both print lines "name, tab, value". ROUNDS (2) is how often each runs; PYTHON names another interpreter.
set -euo pipefail
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
python=${PYTHON:-/usr/bin/python3}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
twin=$1
shift

if ! "$python" -c 'import torch' 2>/dev/null; then
  echo "$python has no torch. Install it: sudo apt-get install -y python3-torch (or name another: PYTHON=/path/to/python3)" >&2
  exit 3
fi
dotnet build "$bench/InverseRepro.Benchmarks" -c Release -v q --nologo >&2

values=$(mktemp)
trap 'rm -f "$values"' EXIT
for ((round = 1; round <= ${ROUNDS:-2}; round++)); do
  dotnet "$bench/InverseRepro.Benchmarks/bin/Release/net10.0/InverseRepro.Benchmarks.dll" "$@" | sed 's/^/C#\t/' >>"$values"
  "$python" "$twin" "${@:2}" | sed 's/^/Python\t/' >>"$values"
done

# First pass: names in their order; second pass: values from the least on.
awk -F '\t' '
  NR == FNR { if (!($2 in seen)) { seen[$2] = 1; names[++count] = $2 } next }
  { value[$1, $2, ++values[$1, $2]] = $3 }
  function least(side, name) { return value[side, name, 1] }
  function median(side, name) { return value[side, name, int((values[side, name] + 1) / 2)] }
  END {
    printf "%-22s %10s %10s %10s %10s %10s\n", "", "C# median", "minimum", "Py median", "minimum", "C#/Py min"
    for (i = 1; i <= count; i++) {
      name = names[i]
      printf "%-22s %10s %10s %10s %10s %10.2f\n", name, median("C#", name), least("C#", name),
        median("Python", name), least("Python", name), least("C#", name) / least("Python", name)
    }
  }' "$values" <(LC_ALL=C sort -t $'\t' -k3,3g "$values")
