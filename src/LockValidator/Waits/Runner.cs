namespace LockValidator;

/// <summary>The thread that is in the code which completes a thing: others block on it, that one does not.</summary>
/// <remarks>Written by that thread, read by any.</remarks>
internal struct Runner
{
    // 0: none.
    private int _thread;

    /// <summary>Whether another thread is in that code now.</summary>
    public readonly bool IsAnother => Volatile.Read(in _thread) is var thread && thread != 0 && thread != Environment.CurrentManagedThreadId;

    public TResult Run<TResult>(Func<TResult> body)
    {
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            return body();
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
        }
    }
}
