namespace LockValidator;

/// <summary>One operation of one flow, with whatever arguments its code has. What a checker is fed, a trace holds, and a replay feeds again.</summary>
internal readonly record struct FlowOperation(OperationCode Code, LockFlow? Flow)
{
    /// <summary>The lock, for operations on one.</summary>
    public LockMap Map { get; init; }

    /// <summary>How it is taken (Acquire, AcquireFailed); the mode of Sync, Release (see <see cref="HasMode"/>) and AssertHeld.</summary>
    public AcquireOptions Options { get; init; }

    /// <summary>True where a mode was named for Release or AssertHeld.</summary>
    public bool HasMode { get; init; }

    /// <summary>The context of Enter, Leave, Disable, Enable, AssertEnabled.</summary>
    public InterruptContext? Context { get; init; }

    /// <summary>The other flow of Started, Joined, HandOver.</summary>
    public LockFlow? Other { get; init; }

    /// <summary>The class of SetClass, Initialize, Unregister, DeclareRank.</summary>
    public LockClass? Class { get; init; }

    /// <summary>The classes of DeclareOrder.</summary>
    public IReadOnlyList<LockClass>? Classes { get; init; }

    /// <summary>The subclass of SetClass, the cookie of Pin and Unpin, the rank of DeclareRank.</summary>
    public int Number { get; init; }

    /// <summary>Threaded (Enter), enabled (AssertEnabled).</summary>
    public bool Flag { get; init; }

    /// <summary>The family of DeclareRank, the event of Signal and Wait, the scope of ScopeBegin and ScopeEnd.</summary>
    public string? Name { get; init; }

    /// <summary>Where it was done, as far as known.</summary>
    public CodePosition? Position { get; init; }
}
