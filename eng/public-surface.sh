#!/usr/bin/env bash
# The public surface of our namespace TorchSharp, one line a member. With a folder of TorchSharp's own sources: only what
# is ours and not theirs, which should be nothing (exit 1 otherwise).
#
# usage: eng/public-surface.sh [TORCHSHARP/src/TorchSharp]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dotnet run "$here/public-surface.cs" -- "$here/../src/InverseRepro.LibTorch" "$@"
