using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace LockValidator;

/// <summary>Unites graph files in a store: what a file says of its own numbers is said of those of the store.</summary>
/// <param name="store">The store.</param>
internal sealed class GraphUnion(GraphStore store)
{
    // Blocks that were read ahead: enough that neither side waits for a slow one of the other.
    private const int MostAhead = 8;

    // By kind, the number in the store of each record of the file.
    private readonly List<int>[] _numbers = [.. Enumerable.Range(0, (int)RecordKind.End + 1).Select(static _ => new List<int>())];
    private readonly UnionLookAhead _ahead = new(store);
    private long[] _mapped = new long[64];

    /// <summary>Reads files on another thread while this one unites what was read.</summary>
    public static GraphStore Read(IReadOnlyList<string> paths, IReadOnlyDictionary<string, string> renames)
    {
        var store = new GraphStore();
        var union = new GraphUnion(store);
        using var read = new BlockingCollection<GraphBlock>(MostAhead);
        using var stopped = new CancellationTokenSource();
        var hashes = new GraphFileHashes(renames);
        var spare = new ConcurrentBag<GraphBlock>();
        Task reading = Task.Run(() =>
        {
            try
            {
                foreach (GraphBlock block in paths.SelectMany(path => GraphFileReader.Read(path, () => spare.TryTake(out GraphBlock? known) ? known : new GraphBlock())))
                {
                    hashes.AddTo(block);
                    read.Add(block, stopped.Token);
                }
            }
            finally
            {
                read.CompleteAdding();
            }
        });
        try
        {
            foreach (GraphBlock block in read.GetConsumingEnumerable())
            {
                union.Add(block);
                block.Clear();
                spare.Add(block);
            }
        }
        catch
        {
            stopped.Cancel();
            throw;
        }
        finally
        {
            // Not GetResult: the failure of reading comes after everything that was read before it.
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }

        if (reading.Exception?.InnerException is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        store.Seal();

        return store;
    }

    private void Add(GraphBlock block)
    {
        if (block.IsFirst)
        {
            foreach (List<int> numbers in _numbers)
            {
                numbers.Clear();
            }
        }

        ReadOnlySpan<ulong> hashes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(block.Hashes);
        for (int i = 0; i < block.Records.Count; i++)
        {
            if (i % UnionLookAhead.Length == 0)
            {
                _ahead.Load(block, i, hashes, _numbers[(int)RecordKind.Class]);
            }

            (RecordKind kind, int start, int count) = block.Records[i];
            switch (kind)
            {
                case RecordKind.Text:
                    _numbers[(int)kind].Add(store.AddText(block.Text(start, count), hashes[0]));
                    hashes = hashes[1..];
                    break;
                case RecordKind.Finding:
                    store.AddFinding(block.Text(start, count));
                    break;
                case RecordKind.Allow:
                    store.AddAllowance(block.Text(start, count));
                    break;
                case RecordKind.Edge:
                    int witnesses = (count - RecordSchema.EdgeFields) / RecordSchema.WitnessFields;
                    store.Add(kind, Mapped(kind, block.Values(start, count)), hashes[..witnesses]);
                    hashes = hashes[witnesses..];
                    break;
                default:
                    _numbers[(int)kind].Add(store.Add(kind, Mapped(kind, block.Values(start, count)), hashes[..1]));
                    hashes = hashes[1..];
                    break;
            }
        }
    }

    private ReadOnlySpan<long> Mapped(RecordKind kind, ReadOnlySpan<long> values)
    {
        if (_mapped.Length < values.Length)
        {
            _mapped = new long[2 * values.Length];
        }

        RecordSchema schema = RecordSchema.Of(kind)!;
        for (int i = 0; i < values.Length; i++)
        {
            _mapped[i] = schema[i].Target is { } target && values[i] >= 0 ? _numbers[(int)target][(int)values[i]] : values[i];
        }

        return _mapped.AsSpan(0, values.Length);
    }
}
