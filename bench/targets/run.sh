#!/usr/bin/env bash
# Forward passes of full-size networks at batch 1 side by side on the same libtorch, C# and Python (see ../side-by-side.sh):
# ms a pass, and the peak of resident memory of a process that does nothing else.
#   run.sh [PASSES [TARGET...]]   PASSES (3) a round; TARGET: vit_base_patch16_224, detr_resnet50_480x640, detr_resnet50_800x1066
# THREADS ("1 2") are those within one operator.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
passes=${1:-3}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(vit_base_patch16_224 detr_resnet50_480x640 detr_resnet50_800x1066)

for target in "${targets[@]}"; do
  for threads in ${THREADS:-1 2}; do
    echo "$target, threads: $threads"
    "$here/../side-by-side.sh" "$here/targets.py" forward "$target" "$threads" "$passes"
  done
done
