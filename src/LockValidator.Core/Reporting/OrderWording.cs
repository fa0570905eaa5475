namespace LockValidator;

/// <summary>Words for findings about order: what may be taken while what is held.</summary>
internal static class OrderWording
{
    public static Wording Circular(Violation violation)
    {
        string taken = LockText.Name(violation.Acquiring);
        string held = LockText.Name(violation.Holding);
        int locks = violation.Cycle.Count;
        return new()
        {
            Danger = "possible deadlock",
            Fact = "deadlock",
            Title = "Circular lock order",
            What = locks > 2
                ? $"{taken} is acquired while {held} is held, which closes a circle of {SafeText.Number(locks)} locks"
                : $"{taken} is acquired while {held} is held; the opposite order was seen before",
            Advice = locks > 2
                ?
                [
                    "Break any one step of the circle: release the first lock of the step before the second is taken,",
                    "or do what needs the second one later, with nothing held (Deferral.AfterRelease).",
                    "Best is one order for all of them, declared with LockChecker.DeclareOrder.",
                ]
                :
                [
                    $"Take {held} and {taken} in one order everywhere, or release the first before the second is taken.",
                    "Callbacks and events that run under a lock can wait for its release: Deferral.AfterRelease.",
                ],
        };
    }

    public static Wording DeclaredOrder(Violation violation)
    {
        string taken = LockText.Name(violation.Acquiring);
        string held = LockText.Name(violation.Holding);
        return new()
        {
            Danger = "possible break of the declared order",
            Fact = "declared order broken",
            Title = "Declared lock order broken",
            What = $"{taken} is acquired while {held} is held, but it was declared to come first",
            Rule = Declared(violation),
            Advice =
            [
                $"Take {taken} before {held}, or release {held} first.",
                "If this order is the right one, correct the call of LockChecker.DeclareOrder.",
            ],
        };
    }

    public static Wording Rank(Violation violation)
    {
        string taken = LockText.Name(violation.Acquiring);
        string held = LockText.Name(violation.Holding);
        return new()
        {
            Danger = "possible break of the rank order",
            Fact = "rank order broken",
            Title = "Lock rank order broken",
            What = $"{taken} is acquired while {held} is held, but its rank is not higher",
            Rule = Declared(violation),
            Advice =
            [
                $"Take {taken} before {held}, or release {held} first: ranks rise from the outside in.",
                "If the ranks are wrong, correct the call of LockChecker.DeclareRank.",
            ],
        };
    }

    private static (string, string)[] Declared(Violation violation) =>
        violation.Check is { } check ? [("declared", SafeText.Sentence(check))] : [];
}
