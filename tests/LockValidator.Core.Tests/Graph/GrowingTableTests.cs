using FluentAssertions;
using Xunit;

namespace LockValidator.Core.Tests;

public sealed class GrowingTableTests
{
    [Fact]
    public void Finds_what_is_in_it_and_nothing_else()
    {
        const int Count = 5_000;
        var rows = new Rows(new long[Count], new int[Count]);
        var table = new GrowingTable<Rows>(rows);
        var random = new Random(5);
        var model = new Dictionary<long, int>();
        for (int row = 0; row < Count; row++)
        {
            // Many keys differ in their upper half only, as those of dependencies do.
            long key;
            do
            {
                key = ((long)random.Next(200) << 32) | (uint)random.Next(200);
            }
            while (model.ContainsKey(key));

            rows.Keys[row] = key;
            table.Add(row);
            model.Add(key, row);
            if (row % 3 == 0)
            {
                long gone = model.Keys.ElementAt(random.Next(model.Count));
                model.Remove(gone, out int removed);
                table.Remove(removed);
            }
        }

        table.Count.Should().Be(model.Count);
        for (int from = 0; from < 200; from++)
        {
            for (int to = 0; to < 200; to++)
            {
                long key = ((long)from << 32) | (uint)to;
                table.Find(key).Should().Be(model.GetValueOrDefault(key, GrowingTable<Rows>.None));
            }
        }
    }

    private readonly record struct Rows(long[] Keys, int[] Next) : ITableRows
    {
        public long KeyOf(int row) => Keys[row];

        public ref int NextOf(int row) => ref Next[row];
    }
}
