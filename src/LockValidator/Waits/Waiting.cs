namespace LockValidator;

/// <summary>What waiters and completers of a thing tell the checker.</summary>
internal static class Waiting
{
    /// <summary>
    /// The flow is about to wait for what a map stands for, and until the result is disposed it is known to block, if it is not over already.
    /// A zero time-out is no wait.
    /// </summary>
    public static BlockedWait Begin(in LockMap map, bool isOver, int millisecondsTimeout = Timeout.Infinite)
    {
        if (!LockValidation.IsEnabled || millisecondsTimeout == 0 || millisecondsTimeout < Timeout.Infinite)
        {
            return default;
        }

        LockFlow flow = LockFlow.Current;
        if (flow.Checker.Options.CheckWaits)
        {
            flow.MightBlock();
            map.WaitFor();
        }

        return new BlockedWait(isOver ? null : map.BeginWait());
    }

    /// <inheritdoc cref="Begin(in LockMap, bool, int)"/>
    public static BlockedWait Begin(in LockMap map, bool isOver, TimeSpan timeout) =>

        // Some types take times beyond what an int can say.
        Begin(in map, isOver, LockTimeouts.IsValid(timeout, out int milliseconds) || timeout < TimeSpan.Zero ? milliseconds : Timeout.Infinite);

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
