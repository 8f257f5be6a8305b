#!/usr/bin/env bash
# Small operators side by side on the same libtorch: C# and Debian's python3-torch (PYTHON names another), ns a call.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dotnet build "$here/operators.csproj" -c Release -v q --nologo >&2
ours=$(dotnet run --project "$here/operators.csproj" -c Release --no-build)
theirs=$("${PYTHON:-/usr/bin/python3}" "$here/peer.py")
printf 'operator\tC#\tPython\n'
join -t $'\t' <(sort <<<"$ours") <(sort <<<"$theirs")
