namespace LockValidator;

/// <summary>Whether a held entry is the hold of an instance.</summary>
internal static class HeldMatch
{
    /// <summary>By instance; an entry in which several instances are counted stands for all instances of its class.</summary>
    public static bool Is(HeldLocks held, int index, long instance, int classId)
    {
        ref HeldEntry entry = ref held[index];
        return entry.Instance == instance ||
            (entry.Bits.HasDetail && held.DetailOf(index)!.References > 0 && entry.IsOf(classId, subclass: 0));
    }
}
