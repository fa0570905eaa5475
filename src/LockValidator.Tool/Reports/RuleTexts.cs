namespace LockValidator;

/// <summary>What each rule says, in one sentence, for files that list rules. The pages under <c>docs/rules</c> say more.</summary>
internal static class RuleTexts
{
    public static string Short(ViolationKind rule) => rule switch
    {
        ViolationKind.CircularDependency => "Locks are taken in orders that contradict each other.",
        ViolationKind.Recursion => "A flow takes a lock that it holds already, in a way that cannot succeed.",
        ViolationKind.SameClassNesting => "A flow takes a second lock of one class, and nothing says in which order two of them are taken.",
        ViolationKind.InvalidWaitContext => "A lock that may wait longer is taken where the surroundings do not allow it.",
        ViolationKind.InconsistentUsage => "A class is used in an interrupt-like context and also held while that context can interrupt.",
        ViolationKind.UsageInversion => "A class that a context uses leads to, or is reached from, one that the context can interrupt.",
        ViolationKind.SafeToUnsafeOrder => "A new order joins a class used in a context to one that is held while the context can interrupt.",
        ViolationKind.DeclaredOrderViolation => "Locks are taken against the order that the program declared.",
        ViolationKind.RankViolation => "Locks of one rank family are taken in descending order of rank.",
        ViolationKind.NothingObserved => "Validation was on, but nothing was observed.",
        ViolationKind.CircularWait => "Something is waited for while a lock is held that its completion needs.",
        ViolationKind.LiveDeadlock => "Flows wait for each other: none of them goes on.",
        _ => $"The rule {rule} is broken.",
    };
}
