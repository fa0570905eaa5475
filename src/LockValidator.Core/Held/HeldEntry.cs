namespace LockValidator;

/// <summary>One held lock of a flow. Ids only: storing an object reference would cost the hot path a write barrier and keep the lock alive.</summary>
internal struct HeldEntry
{
    /// <summary>The chain key after this entry.</summary>
    public ulong Key;

    /// <summary>The instance; negative for the upgrade slot of that instance.</summary>
    public long Instance;

    public int ClassId;

    public HeldBits Bits;

    /// <summary>The contexts that the flow was in when it took the lock: equal neighbours form a segment.</summary>
    public ushort Inside;

    /// <summary>The contexts that were enabled when it took the lock.</summary>
    public ushort EnabledThen;

    /// <summary>The number of the place, in a replay; 0 where the chain tells.</summary>
    public int Place;

    public readonly bool IsOf(int classId, int subclass) => ClassId == classId && Bits.Subclass == subclass;
}
