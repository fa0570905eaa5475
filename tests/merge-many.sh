#!/usr/bin/env bash
# Unites many different graph files (2,000 classes and 8,000 orders with witnesses each, drawn from one pool of 5,000 classes) and says how long that took
# and how much memory: it should be under 60 s and 2 GB. Two sets: one order kept by all, and one in which a few orders of each file run against it, so that the
# union is full of cycles.
#   merge-many.sh [COUNT [FOLDER]]   1000 files take about 2.2 GB of disk a set
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
count=${1:-1000}
folder=${2:-$(mktemp -d)}
bin=$root/artifacts/bin
for project in benchmarks/LockValidator.Benchmarks src/LockValidator.Tool; do
    timeout 900 dotnet build "$root/$project" -c Release -p:RunAnalyzers=false -nodeReuse:false -v q
done

for inverted in 0 1; do
    set=$folder/set-$inverted
    dotnet exec "$bin/LockValidator.Benchmarks/release/LockValidator.Benchmarks.dll" --graph-files "$set" "$count" "$inverted"
    start=$(date +%s.%N)
    # The high-water mark of the process is read while it runs: nothing else has to be installed for that.
    dotnet exec "$bin/LockValidator.Tool/release/LockValidator.Tool.dll" merge "$set" -o "$folder/union-$inverted.lockgraph" > "$folder/report-$inverted.txt" &
    tool=$!
    peak=0
    while kill -0 "$tool" 2> /dev/null; do
        peak=$(awk '/^VmHWM/ { print $2 }' "/proc/$tool/status" 2> /dev/null || echo "$peak")
        [ -n "$peak" ] && last=$peak
        ticks=$(awk '{ print $14 + $15 }' "/proc/$tool/stat" 2> /dev/null || echo "")
        [ -n "$ticks" ] && cpu=$ticks
        sleep 0.2
    done
    code=0
    wait "$tool" || code=$?
    end=$(date +%s.%N)
    # On a machine that is busy with other things the processor time is what can be compared.
    awk -v n="$count" -v i="$inverted" -v s="$start" -v e="$end" -v p="$last" -v c="$code" -v t="$cpu" -v h="$(getconf CLK_TCK)" \
        'BEGIN { printf "%d files, %d of 1,000 orders inverted: %.1f s, %.1f s of processor time, peak %.2f GB, exit code %d\n", n, i, e - s, t / h, p / 1e6, c }'
    tail -2 "$folder/report-$inverted.txt"
    rm -r "$set"
done
