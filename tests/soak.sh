#!/usr/bin/env bash
# The soak in full: ten rounds of 100,000 async flows over eight locks, one planted inversion each. Takes some minutes.
# CI runs a tenth of it with the other tests.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LOCKVALIDATOR_FULL=1

dotnet test tests/LockValidator.Stress.Tests -c Release --filter "FullyQualifiedName~SoakTests" --logger "console;verbosity=detailed"
