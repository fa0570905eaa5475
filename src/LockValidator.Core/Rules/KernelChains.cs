namespace LockValidator;

/// <summary>
/// Chains as the kernel keys them: the (class, mode) pairs of the locks held in the present context, whatever else differs, each
/// looked at once. Remembered before it is checked.
/// </summary>
internal static class KernelChains
{
    public static ulong KeyOf(Situation s)
    {
        HeldLocks held = s.Held;
        bool continues = held.Depth > 0 && held.Top.Inside == s.Context.Inside;
        ulong below = continues ? held.Top.Key : s.Flow.Checker.Seed;
        return ChainKey.AppendMixed(below, s.Node.OrderKey + (ulong)s.Acquisition.Mode);
    }

    public static bool IsNewLocked(ChainCache chains, ulong key)
    {
        if (chains.TryGet(key, out _))
        {
            return false;
        }

        chains.Set(NameOf(key), ChainRecord.Clean);
        return true;
    }

    /// <summary>A name whose key is the one given: kernel chains are never on the hot path, and two with one key count as one there.</summary>
    private static ChainName NameOf(ulong key) => new(0, 0, key ^ new ChainName(0, 0, 0).Key);
}
