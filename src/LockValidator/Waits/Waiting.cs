namespace LockValidator;

/// <summary>What waiters and completers of a thing tell the checker.</summary>
internal static class Waiting
{
    /// <summary>The flow is about to wait for what a map stands for. A zero time-out is no wait.</summary>
    public static void Announce(in LockMap map, int millisecondsTimeout = Timeout.Infinite)
    {
        if (!LockValidation.IsEnabled || millisecondsTimeout == 0 || millisecondsTimeout < Timeout.Infinite)
        {
            return;
        }

        LockFlow flow = LockFlow.Current;
        if (flow.Checker.Options.CheckWaits)
        {
            flow.MightBlock();
            map.WaitFor();
        }
    }

    /// <inheritdoc cref="Announce(in LockMap, int)"/>
    public static void Announce(in LockMap map, TimeSpan timeout)
    {
        // Some types take times beyond what an int can say.
        Announce(in map, LockTimeouts.IsValid(timeout, out int milliseconds) || timeout < TimeSpan.Zero ? milliseconds : Timeout.Infinite);
    }

    /// <summary>The flow is about to wait, and until the result is disposed it is known to block, if it is not over already.</summary>
    public static BlockedWait Begin(in LockMap map, bool isOver, int millisecondsTimeout = Timeout.Infinite)
    {
        Announce(in map, millisecondsTimeout);
        return new BlockedWait(isOver || millisecondsTimeout == 0 || !LockValidation.IsEnabled ? null : map.BeginWait());
    }

    /// <inheritdoc cref="Begin(in LockMap, bool, int)"/>
    public static BlockedWait Begin(in LockMap map, bool isOver, TimeSpan timeout)
    {
        Announce(in map, timeout);
        return new BlockedWait(isOver || timeout == TimeSpan.Zero || !LockValidation.IsEnabled ? null : map.BeginWait());
    }

    /// <summary>The identity of a thing that is waited for, whose class is a place in the source.</summary>
    public static LockMap MapFor(object? owner, string name, string file, int line, string member) => LockValidation.IsEnabled
        ? new LockMap(LockClass.ForSite(LockKind.Wait, name, file, line, member), threadAffine: false, owner: owner)
        : default;

    /// <summary>The identity of a thing of a given class that is waited for.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public static LockMap MapFor(object? owner, LockClass type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return LockValidation.IsEnabled ? new LockMap(type, threadAffine: false, owner: owner) : default;
    }
}
