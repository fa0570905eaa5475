namespace LockValidator;

/// <summary>Words for findings about a single hold: who has it, on which side, and who may end it.</summary>
internal static class HoldWording
{
    public static Wording UnbalancedRelease(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        bool other = violation.OtherFlow is not null;
        return new()
        {
            Danger = "possible release without a hold",
            Fact = "release without a hold",
            Title = "Release of a lock that is not held",
            What = other
                ? $"{name} is released by a flow that does not hold it; another one does"
                : $"{name} is released by a flow that does not hold it",
            Rule = Owner(violation),
            Advice =
            [
                "Release in the flow that took the lock, once for each time: using, or try/finally with the acquisition before the try.",
                other
                    ? "If the hold is meant to change flows, say so with LockFlow.HandOver."
                    : "After an await a thread-affine lock is in the hands of another thread; an async lock is not.",
            ],
        };
    }

    public static Wording ReadWriteMix(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        bool release = violation.Operation.StartsWith("release", StringComparison.Ordinal);
        return new()
        {
            Danger = "possible mix of reader and writer side",
            Fact = "reader and writer side mixed",
            Title = "Reader and writer side mixed",
            What = release
                ? $"the {Side(violation.Acquiring)} side of {name} is released, but the flow holds the {Side(violation.Holding)} side"
                : $"the {Side(violation.Acquiring)} side of {name} is acquired under the flow's own {Side(violation.Holding)} hold",
            Advice = release
                ? ["Release the side that was taken: ExitReadLock for EnterReadLock, ExitWriteLock for EnterWriteLock."]
                :
                [
                    "The writer may read already: leave the inner acquisition away,",
                    "or downgrade if the rest of the work only reads.",
                ],
        };
    }

    public static Wording DowngradeOfReader(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible downgrade of a reader",
            Fact = "downgrade of a reader",
            Title = "Downgrade of a reader",
            What = $"{name} is downgraded, but the flow holds it as a reader already",
            Advice = [$"Downgrade only on the path that took {name} exclusively."],
        };
    }

    public static Wording DoubleOwner(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible second owner",
            Fact = "second owner",
            Title = "Exclusive lock with two owners",
            What = $"{SafeText.Name(violation.Flow)} says that it owns {name} exclusively, and so does another flow",
            Rule = Owner(violation),
            Advice =
            [
                $"Either the lock does not exclude, or its annotation is wrong: the release of {name} is not told, or is told too late.",
                "Tell of the release before the real one, and of the acquisition after the real one (AcquireKind.Announced).",
            ],
        };
    }

    public static Wording Pin(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible broken pin",
            Fact = "pin broken",
            Title = "Broken pin",
            What = violation.Check is { } check ? $"{name}: {SafeText.Sentence(check)}" : $"{name} is pinned, or its pin is used wrongly",
            Advice =
            [
                $"Who pins a lock says that nobody gives it up meanwhile: give the pin back before {name} is released,",
                "with the cookie that came with it, in the flow that holds the lock.",
            ],
        };
    }

    public static Wording TooLong(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible long hold",
            Fact = "long hold",
            Title = "Lock held too long",
            What = $"{name} was {SafeText.Sentence(violation.Reason)}",
            Advice =
            [
                $"Whoever needs {name} waits as long: do the slow part (input and output, waits, large loops) before or after the hold.",
                "A hold that must be long belongs to a lock of its own, that nothing quick depends on.",
            ],
        };
    }

    private static (string, string)[] Owner(Violation violation) =>
        violation.OtherFlow is { } other ? [("held by", SafeText.Name(other))] : [];

    private static string Side(LockUse? use) => use is null ? "other" : LockText.Mode(use.Mode);
}
