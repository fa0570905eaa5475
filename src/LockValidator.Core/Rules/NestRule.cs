namespace LockValidator;

/// <summary>The lock that is said to serialise a nesting must be held.</summary>
internal static class NestRule
{
    public static void Check(Situation s)
    {
        Acquisition a = s.Acquisition;
        if (a.NestInstance == 0 || HoldsNest(s.Held, a))
        {
            return;
        }

        string name = s.Findings.Builder.NameOf(a.Nest.Class, a.Nest.Subclass);
        s.Findings.Add(s, ViolationKind.NestLockNotHeld, Verdict.Certain, $"{name} is named as the lock that serialises this nesting, and this flow does not hold it", v => v with
        {
            MissingNest = name,
        });
    }

    private static bool HoldsNest(HeldLocks held, Acquisition a)
    {
        for (int i = held.Depth; i > 0; i--)
        {
            if (HeldMatch.Is(held, i, a.NestInstance, a.Nest.Class?.Id ?? 0))
            {
                return true;
            }
        }

        return false;
    }
}
