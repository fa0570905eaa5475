#!/usr/bin/env bash
# What docs/ci.md describes, in a plain shell: shards of one test suite, each in a process of its own, and one report over all of them.
#   ci.sh OUT [SHARD...]   OUT: where graph files and reports go; a shard is a part of a test's name (default: Checkout Returns)
# Exit code: 0, 1 (something is to be repaired), 2 (a file cannot be read). Settings:
#   TESTS          the built tests; default: they are built
#   LOCKVALIDATOR  the command; default: from the sources
#   BASELINE       the file of what is allowed; default: none
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$1/graphs"
out=$(cd "$1" && pwd)
shift
if [ -z "${TESTS:-}" ]; then
    dotnet build "$here" -o "$out/tests"
    TESTS="$out/tests/Shards.dll"
fi

lockvalidator=${LOCKVALIDATOR:-dotnet run --project $root/src/LockValidator.Tool --}

# The shards. On a build server each is a job, which uploads its graph file whether its tests pass or not.
[ $# -gt 0 ] || set -- Checkout Returns
for shard in "$@"; do
    LOCKVALIDATION_OUT="$out/graphs/$shard.lockgraph" dotnet vstest "$TESTS" --TestCaseFilter:"FullyQualifiedName~$shard"
done

# The report over what all of them saw. Its exit code is that of the build.
status=0
$lockvalidator report "$out/graphs" --root "$root" ${BASELINE:+--baseline "$BASELINE"} --format github \
    --write "sarif=$out/locks.sarif" --write "junit=$out/locks.xml" --write "markdown=$out/locks.md" || status=$?
$lockvalidator graph "$out/graphs" --format html --output "$out/locks.html"
exit $status
