using System.Runtime.InteropServices;

namespace LockValidator;

/// <summary>Has the memory loaded that the next records of a block are looked up in: as <see cref="EdgeLookAhead"/>, so that the waits for it overlap.</summary>
internal sealed class UnionLookAhead(GraphStore store)
{
    /// <summary>So many are loaded at once: what they need stays in a near cache until then.</summary>
    public const int Length = 64;

    private readonly ulong[] _keys = new ulong[Length];
    private readonly int[] _edges = new int[Length];
    private readonly int[] _texts = new int[Length];
    private long _loaded;

    /// <param name="block">The block.</param>
    /// <param name="first">The first of the next records.</param>
    /// <param name="hashes">The hashes of these and of those behind them.</param>
    /// <param name="classes">By class of the file, its number in the store, as far as it has one.</param>
    public void Load(GraphBlock block, int first, ReadOnlySpan<ulong> hashes, List<int> classes)
    {
        int edges = 0, texts = 0, hash = 0;
        ReadOnlySpan<(RecordKind Kind, int Start, int Count)> records = CollectionsMarshal.AsSpan(block.Records)[first..];
        foreach ((RecordKind kind, int start, int count) in records[..Math.Min(Length, records.Length)])
        {
            switch (kind)
            {
                case RecordKind.Finding or RecordKind.Allow:
                    break;
                case RecordKind.Edge:
                    ReadOnlySpan<long> ends = block.Values(start, 2);
                    if (Math.Max(ends[0], ends[1]) < classes.Count)
                    {
                        _keys[edges++] = EdgeTable.KeyOf(classes[(int)ends[0]], classes[(int)ends[1]]);
                    }

                    hash += (count - RecordSchema.EdgeFields) / RecordSchema.WitnessFields;
                    break;
                case RecordKind.Text:
                    _texts[texts++] = store.Texts.Likely(hashes[hash++]);
                    break;
                case RecordKind.Run or RecordKind.Class:
                    hash++;
                    break;
                default:
                    _loaded += store.Rows(kind).Likely(hashes[hash++]);
                    break;
            }
        }

        for (int i = 0; i < edges; i++)
        {
            _edges[i] = store.Edges.Likely(_keys[i]);
        }

        for (int i = 0; i < texts; i++)
        {
            _loaded += _texts[i] >= 0 ? store.Texts.Bytes(_texts[i]).Length : 0;
        }

        LoadWitnesses(_edges.AsSpan(0, edges));
    }

    private void LoadWitnesses(Span<int> found)
    {
        foreach (ref int each in found)
        {
            each = each >= 0 ? store.Edges[each].FirstWitness : -1;
        }

        foreach (int witness in found)
        {
            _loaded += witness >= 0 ? store.Edges.Witness(witness).Next : 0;
        }
    }
}
