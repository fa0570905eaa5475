#!/usr/bin/env bash
# 200 parallel test classes, 20 of them faulty, ten runs in a row (or as many as the argument says): each must give exactly the 20
# failures, each naming its own locks. In CI it is done once.
set -euo pipefail
cd "$(dirname "$0")/.."
LOCKVALIDATOR_SOAK="${1:-10}" timeout 1800 dotnet test tests/LockValidator.Xunit.Tests/LockValidator.Xunit.Tests.csproj --filter FullyQualifiedName~SoakTests
