using System.Text;

namespace LockValidator;

/// <summary>Adds to the blocks of one file after the other the hashes of their records: where they are read, so that whoever unites them has less to do.</summary>
/// <param name="renames">What classes were called before, and what they are called now: the hashes are those of what they are called now.</param>
internal sealed class GraphFileHashes(IReadOnlyDictionary<string, string> renames) : IRecordHashes
{
    // By kind, the hash of each record of the file.
    private readonly List<ulong>[] _hashes = [.. Enumerable.Range(0, (int)RecordKind.End + 1).Select(static _ => new List<ulong>())];

    public ulong HashOf(RecordKind kind, int id) => _hashes[(int)kind][id];

    public void AddTo(GraphBlock block)
    {
        if (block.IsFirst)
        {
            foreach (List<ulong> hashes in _hashes)
            {
                hashes.Clear();
            }
        }

        for (int i = 0; i < block.Records.Count; i++)
        {
            (RecordKind kind, int start, int count) = block.Records[i];
            switch (kind)
            {
                case RecordKind.Text:
                    Add(kind, ContentHash.Of(Renamed(block, i)), block);
                    break;
                case RecordKind.Finding or RecordKind.Allow:
                    break;
                case RecordKind.Edge:
                    for (ReadOnlySpan<long> rest = block.Values(start, count)[RecordSchema.EdgeFields..]; rest.Length > 0; rest = rest[RecordSchema.WitnessFields..])
                    {
                        block.Hashes.Add(RecordHash.Of(this, WitnessEntry.From(rest)));
                    }

                    break;
                default:
                    Add(kind, RecordHash.Of(this, kind, block.Values(start, count)), block);
                    break;
            }
        }
    }

    private void Add(RecordKind kind, ulong hash, GraphBlock block)
    {
        _hashes[(int)kind].Add(hash);
        block.Hashes.Add(hash);
    }

    private ReadOnlySpan<byte> Renamed(GraphBlock block, int record)
    {
        (RecordKind kind, int start, int count) = block.Records[record];
        if (renames.Count == 0 || !renames.TryGetValue(Encoding.UTF8.GetString(block.Text(start, count)), out string? now))
        {
            return block.Text(start, count);
        }

        byte[] text = Encoding.UTF8.GetBytes(now);
        text.CopyTo(block.TextRoom(text.Length));
        block.EndText(kind, text.Length);

        // It takes the place of the other, whose bytes stay unused.
        block.Records[record] = block.Records[^1];
        block.Records.RemoveAt(block.Records.Count - 1);
        return text;
    }
}
