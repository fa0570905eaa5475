namespace LockValidator;

/// <summary>Words for what code states of itself, and for validation that sees nothing.</summary>
internal static class CheckWording
{
    public static Wording AssertionFailed(Violation violation)
    {
        string check = violation.Check is { } identifier ? SafeText.Name(identifier) : "an assertion";
        string name = violation.Acquiring is null ? "" : " of " + LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible broken assumption",
            Fact = "assertion failed",
            Title = "Assertion on locks failed",
            What = $"{check}{name} does not hold in {SafeText.Name(violation.Flow)}",
            Rule = Asserted(violation),
            Advice =
            [
                "Make the caller do what the code relies on, or correct what it states.",
                "Who owns the lock shows in the list above and, for all flows, in LockChecker.HeldLocksOfAllFlows.",
            ],
        };
    }

    public static Wording SuspiciousRcu(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        bool waits = violation.Holding is not null;
        return new()
        {
            Danger = waits ? "possible deadlock" : "possible unprotected read",
            Fact = waits ? "deadlock" : "unprotected read",
            Title = "Suspicious read-copy-update usage",
            What = waits
                ? $"a grace period of {name} is waited for inside a read section of it"
                : $"data of {name} is used outside of its read sections",
            Rule = Asserted(violation),
            Advice = waits
                ? ["A grace period ends when all readers have left: leave the read section first, or hand the rest to RcuDomain.Call."]
                : ["Read such data inside RcuDomain.Read, or hold the lock of the side that updates it."],
        };
    }

    public static Wording NothingObserved() => new()
    {
        Danger = "possibly not wired up",
        Fact = "nothing observed",
        Title = "Nothing observed",
        What = "lock validation was on, but saw no acquisition: no finding does not mean no bug here",
        Advice =
        [
            "Check that the code takes validated locks (ValidatedLock, or the drop-in capture) and that its flows have this checker.",
            "Where no lock is expected to be taken, leave the scope or the test run without validation.",
        ],
    };

    /// <summary>A kind that this version does not know, as data of a later one may hold.</summary>
    public static Wording Unknown(Violation violation) => new()
    {
        Danger = "possible violation",
        Fact = "violation",
        Title = "Violation of another version",
        What = $"rule {violation.Kind.RuleId()} was broken",
        Rule = Asserted(violation),
        Advice = ["This version has no words for the rule: see its page."],
    };

    private static (string, string)[] Asserted(Violation violation) =>
        violation.Check is { } check ? [("check", SafeText.Sentence(check))] : [];
}
