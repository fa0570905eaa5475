namespace LockValidator;

/// <summary>A class as graph files have it: its identity is its stable id, its place among those of one id, and its subclass.</summary>
internal struct RecordedClass
{
    public int StableId;
    public int Occurrence;
    public int Subclass;
    public int Name;
    public LockKind Kind;
    public ulong Usage;
    public bool HasSeveral;
}
