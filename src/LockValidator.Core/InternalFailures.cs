using System.Collections.Concurrent;

namespace LockValidator;

/// <summary>Failures of the checker's own and limits reached: counted always, said once each on the internal log, never thrown.</summary>
internal sealed class InternalFailures(Action<string>? log)
{
    private readonly ConcurrentDictionary<string, bool> _said = new();
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Note(string what)
    {
        Interlocked.Increment(ref _count);
        Say(what);
    }

    /// <summary>Something that the log's reader should know, but no failure of the checker's own.</summary>
    public void Say(string what)
    {
        if (log is null || !_said.TryAdd(what, true))
        {
            return;
        }

        try
        {
            log(what);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The log is user code; there is nobody left to tell.
            Interlocked.Increment(ref _count);
        }
    }
}
