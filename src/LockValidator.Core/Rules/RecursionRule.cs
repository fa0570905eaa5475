namespace LockValidator;

/// <summary>
/// The kernel's recursion rule: a flow that holds a lock of a class must not take another of it, whatever the instance, unless both
/// sides are readers and the new one is recursive, the class's order function allows the pair, or a held nest lock serialises them.
/// </summary>
internal static class RecursionRule
{
    /// <summary>Looks at all held entries, oldest first, across contexts.</summary>
    public static void Check(Situation s)
    {
        Acquisition a = s.Acquisition;
        HeldLocks held = s.Held;
        if (!held.MayHoldClass(a.ClassId))
        {
            return;
        }

        bool nestSeen = false;
        for (int i = 1; i <= held.Depth; i++)
        {
            ref HeldEntry entry = ref held[i];
            nestSeen |= a.NestInstance != 0 && entry.Instance == a.NestInstance;
            if (!entry.IsOf(a.ClassId, a.Subclass) || entry.Bits.IsForgotten || SameClass.Allows(s.Flow, i, a, out int? compared))
            {
                continue;
            }

            if (nestSeen)
            {
                a.IsNested = true;
                return;
            }

            a.SameClassIndex = i;
            a.Compared = compared;
            bool sameInstance = entry.Instance == a.Instance;
            s.Findings.Add(
                s,
                ViolationKind.Recursion,
                sameInstance ? Verdict.Certain : Verdict.Possible,
                ReasonFor(sameInstance),
                v => v with { Compared = compared },
                holding: i);
            return;
        }
    }

    private static string ReasonFor(bool sameInstance) => sameInstance
        ? "this flow holds this very lock, and taking it again cannot succeed"
        : "this flow holds another lock of this class, and nothing says in which order two of them are taken";
}
