namespace LockValidator;

/// <summary>The hashes of records by content: what a record refers to counts with its hash, not with its number, so that all files agree.</summary>
internal static class RecordHash
{
    /// <summary>Of a class or a run what tells it from others counts; of any other record all of it.</summary>
    public static ulong Of(IRecordHashes known, RecordKind kind, ReadOnlySpan<long> values)
    {
        switch (kind)
        {
            case RecordKind.Run:
                return known.HashOf(RecordKind.Text, (int)values[0]);
            case RecordKind.Class:
                return ContentHash.Append(ContentHash.Append(known.HashOf(RecordKind.Text, (int)values[0]), (ulong)values[1]), (ulong)values[2]);
            default:
                RecordSchema schema = RecordSchema.Of(kind)!;
                ulong hash = (ulong)kind;
                for (int i = 0; i < values.Length; i++)
                {
                    hash = ContentHash.Append(hash, schema[i].Target is { } target ? Maybe(known, target, (int)values[i]) : (ulong)values[i]);
                }

                return hash;
        }
    }

    /// <summary>What tells a witness from others of its dependency.</summary>
    public static ulong Of(IRecordHashes known, in WitnessEntry witness)
    {
        ulong hash = ContentHash.Append((ulong)witness.Kind, (ulong)witness.Flags);
        hash = ContentHash.Append(hash, Maybe(known, RecordKind.Holds, witness.Holds));
        if (witness.Level == 0)
        {
            hash = ContentHash.Append(hash, (ulong)witness.Held);
            hash = ContentHash.Append(hash, (ulong)witness.Taken);
            (ulong at, ulong heldAt, ulong segment) = OfPlace(known, in witness);
            hash = ContentHash.Append(ContentHash.Append(ContentHash.Append(hash, at), heldAt), segment);
        }
        else if (witness.Level == 1)
        {
            hash = ContentHash.Append(hash, (witness.Flags & WitnessFlags.AnyFlow) != 0 ? 0 : known.HashOf(RecordKind.Segment, witness.Segment));
        }

        return hash;
    }

    /// <summary>Where and by whom it was seen, to be compared by content.</summary>
    public static (ulong At, ulong HeldAt, ulong Segment) OfPlace(IRecordHashes known, in WitnessEntry witness) => (
        Maybe(known, RecordKind.Stack, witness.At),
        Maybe(known, RecordKind.Stack, witness.HeldAt),
        known.HashOf(RecordKind.Segment, witness.Segment));

    private static ulong Maybe(IRecordHashes known, RecordKind kind, int id) => id < 0 ? 0 : known.HashOf(kind, id);
}
