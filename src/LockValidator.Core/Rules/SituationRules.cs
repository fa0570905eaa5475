namespace LockValidator;

/// <summary>The rules in their order. All run; none hides another.</summary>
internal static class SituationRules
{
    /// <summary>What every acquisition is asked.</summary>
    public static void CheckSurroundings(Situation s)
    {
        WaitContextRule.Check(s);
        UsageRule.Check(s);
        NestRule.Check(s);
    }

    /// <summary>What acquisitions that can wait are asked once for each chain.</summary>
    public static void CheckOrder(Situation s)
    {
        if (s.Options.KernelRules)
        {
            RecursionRule.Check(s);
        }
        else
        {
            OwnHoldFinding.Check(s);
            SameClassNestingRule.Check(s);
        }

        RankRule.Check(s);
        OrderRule.Check(s);
    }
}
