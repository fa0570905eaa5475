namespace LockValidator;

/// <summary>Words for findings about the life of a lock: its beginning and its end.</summary>
internal static class LifetimeWording
{
    public static Wording HeldLockDestroyed(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible end of a held lock",
            Fact = "held lock destroyed",
            Title = "Held lock destroyed",
            What = $"{name} is destroyed or initialised anew while the flow holds it",
            Advice = [$"Release {name} first. Who waits for it would wait for a lock that is no more."],
        };
    }

    public static Wording UseAfterDestroy(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible use of a destroyed lock",
            Fact = "destroyed lock used",
            Title = "Use of a destroyed lock",
            What = $"{name} is acquired after it was destroyed",
            Advice =
            [
                "Let the owner outlive its users: stop them and wait for them before it is disposed.",
                "A lock that is used again after its end needs LockMap.Initialize first.",
            ],
        };
    }

    public static Wording LiveLockReinitialized(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible initialisation of a live lock",
            Fact = "live lock initialised anew",
            Title = "Initialisation of a live lock",
            What = $"{name} is initialised again, but it was not destroyed",
            Advice =
            [
                "Initialise a lock once, before other flows can see it, and destroy it before it gets a new life.",
                "Two flows that initialise one lock on first use may each hold a lock of their own: use Lazy or a static field.",
            ],
        };
    }
}
