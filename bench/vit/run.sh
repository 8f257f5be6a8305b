#!/usr/bin/env bash
# A ViT's training step side by side on the same libtorch, ms a step, one thread: C# and Python (see ../side-by-side.sh).
#   run.sh [STEPS]          time of STEPS (30) steps a round
#   run.sh memory [STEPS]   resident memory during STEPS (20000) small steps in C#
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ "${1:-}" = memory ]; then
  exec dotnet run --project "$here/../InverseRepro.Benchmarks" -c Release -v q -- memory "${2:-20000}"
fi
exec "$here/../side-by-side.sh" "$here/vit.py" vit "${1:-30}"
