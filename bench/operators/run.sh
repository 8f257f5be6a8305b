#!/usr/bin/env bash
# Small operators side by side on the same libtorch, ns a call: C# and Python (see ../side-by-side.sh).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec "$here/../side-by-side.sh" "$here/operators.py" operators
