using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class ChunkedArrayTests
{
    [Fact]
    public void Keeps_every_entry_over_growth()
    {
        ChunkedArray<long> array = new();
        int count = (3 * ChunkedArray<long>.ChunkLength) + 5;
        for (int i = 0; i < count; i++)
        {
            array.Add(i * 7L);
            array[i] += 1;
        }

        array.Count.Should().Be(count);
        for (int i = 0; i < count; i++)
        {
            array[i].Should().Be((i * 7L) + 1);
        }
    }

    [Fact]
    public void Starts_small()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        ChunkedArray<long> array = new();
        array.Add(1);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(300);
    }

    [Fact]
    public void Does_not_allocate_within_the_capacity_asked_for()
    {
        ChunkedArray<int> array = new();
        array.EnsureCapacity(10_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            array.Add(i);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        array.Capacity.Should().BeInRange(10_000, 10_000 + ChunkedArray<int>.ChunkLength);
    }

    [Fact]
    public void Clear_forgets_the_entries_and_keeps_the_memory()
    {
        ChunkedArray<int> array = new();
        array.EnsureCapacity(100);
        int capacity = array.Capacity;
        array.Add(1);

        array.Clear();

        array.Count.Should().Be(0);
        array.Capacity.Should().Be(capacity);
    }
}
