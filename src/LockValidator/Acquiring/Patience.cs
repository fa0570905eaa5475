namespace LockValidator;

/// <summary>How long a lock that is not free is waited for before anybody is told that the wait blocks: most waits are over long before.</summary>
/// <remarks>The second call gives up the place in the lock's queue, once a wait, where something else is held: docs/decisions/0014-waits-are-noted-when-they-block.md.</remarks>
internal static class Patience
{
    /// <summary>In milliseconds.</summary>
    private const int Milliseconds = 20;

    /// <summary>How much of a time-out comes before, and how much after. All of it comes before where nobody is to be told: then the place in the queue is kept.</summary>
    public static (int First, int Later) Split(in LockMap map, LockMode mode, int millisecondsTimeout) => millisecondsTimeout switch
    {
        _ when !map.NotesWaits(mode) => (millisecondsTimeout, 0),
        Timeout.Infinite => (Milliseconds, Timeout.Infinite),
        <= Milliseconds => (millisecondsTimeout, 0),
        _ => (Milliseconds, millisecondsTimeout - Milliseconds),
    };
}
