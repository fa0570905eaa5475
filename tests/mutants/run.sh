#!/usr/bin/env bash
# Each patch here breaks one rule of the engine. A mutant is killed when Core's tests turn red; one that survives, or that does
# not compile, is an error: then a rule has no test, or the patch is stale.
# A patch is `git diff -U1` of a break in one place, named after what it breaks; refresh it when the code it touches moves. What the
# hot and warm paths answer alone (LockFlow.Acquire.cs, LockFlow.Release.cs) is broken there, not in the cold code behind them.
#   run.sh [NAME...]   applies each patch (or the named ones) in a scratch copy, builds, runs Core's tests
#   run.sh --check     only checks that each patch still applies
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if [ "${1:-}" = --check ]; then
    status=0
    for patch in "$here"/*.patch; do
        # Outside of any repository of its own: the paths in the patch are relative to the root.
        if ! (cd "$root" && git apply --check "$patch"); then
            echo "does not apply: $(basename "$patch")"
            status=1
        fi
    done
    echo "$(ls "$here"/*.patch | wc -l) patches checked"
    exit $status
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd "$root" && tar cf - --exclude=./artifacts --exclude=./.git .) | tar xf - -C "$scratch"
cd "$scratch" || exit 2
git init -q . && git add -A && git -c user.name=mutants -c user.email=mutants@localhost commit -qm base || exit 2

tests=tests/LockValidator.Core.Tests
# The tests of depth take minutes, and those of the source text say nothing of a rule: a kill must come from neither.
filter='FullyQualifiedName!~Core.Tests.Depth&FullyQualifiedName!~Core.Tests.Layers'
library=artifacts/bin/LockValidator.Core/debug_net10.0/LockValidator.Core.dll
binaries=artifacts/bin/LockValidator.Core.Tests/debug

# A mutant changes the engine only: build that, put it where the tests look for it, and stop at the first test that fails.
build() {
    timeout 300 dotnet build src/LockValidator.Core -f net10.0 --no-restore --nologo -v q -p:RunAnalyzers=false > "$scratch/build.log" 2>&1 &&
        cp "$library" "$binaries"
}
run() { timeout 300 dotnet vstest "$binaries/LockValidator.Core.Tests.dll" --TestCaseFilter:"$filter" -- xUnit.StopOnFail=true > "$scratch/test.log" 2>&1; }

timeout 300 dotnet build "$tests" --nologo -v q > "$scratch/build.log" 2>&1 && build && run ||
    { echo "the tests must be green without a mutant"; tail -20 "$scratch"/*.log; exit 1; }

status=0
for patch in "$here"/*.patch; do
    name=$(basename "$patch" .patch)
    if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then
        continue
    fi

    git checkout -q -- src
    if ! git apply "$patch"; then
        verdict="does not apply"
    elif ! build; then
        verdict="does not compile: $(grep -m1 -o 'error [A-Z]*[0-9]*: [^[]*' "$scratch/build.log")"
    elif run; then
        verdict="SURVIVED"
    elif grep -q 'Test Run Aborted' "$scratch/test.log"; then
        # Stopping at the first failure can end the run before it is written down; without a mutant the run is green.
        echo "killed    $name: the run was aborted at the first failure"
        continue
    elif ! grep -qE '^\s+Failed |Failed: *[1-9]' "$scratch/test.log"; then
        verdict="no test failed: $(tail -1 "$scratch/test.log")"
    else
        echo "killed    $name by $(grep -m1 -oP '^\s+Failed \K[^\[]*' "$scratch/test.log" | cut -c1-110)"
        continue
    fi

    echo "ERROR     $name: $verdict"
    status=1
done
exit $status
