namespace LockValidator;

/// <summary>Knows the hashes of records by the numbers that others refer to them by.</summary>
internal interface IRecordHashes
{
    ulong HashOf(RecordKind kind, int id);
}
