namespace LockValidator;

/// <summary>How long a lock that is not free is waited for before anybody is told that the wait blocks: most waits are over long before.</summary>
/// <remarks>The second call gives up the place in the lock's queue, once a wait: docs/decisions/0014-waits-are-noted-when-they-block.md.</remarks>
internal static class Patience
{
    /// <summary>In milliseconds.</summary>
    public const int Milliseconds = 20;

    /// <summary>How much of a time-out comes before, and how much after.</summary>
    public static (int First, int Later) Split(int millisecondsTimeout) => millisecondsTimeout switch
    {
        Timeout.Infinite => (Milliseconds, Timeout.Infinite),
        <= Milliseconds => (millisecondsTimeout, 0),
        _ => (Milliseconds, millisecondsTimeout - Milliseconds),
    };
}
