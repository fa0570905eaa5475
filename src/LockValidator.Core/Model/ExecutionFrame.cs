namespace LockValidator;

/// <summary>A test, a request, or the run of a process: only inside one are flows, starts, joins and instances compared.</summary>
/// <remarks>Not its name: two requests, and a test that is run again, have one name and are two.</remarks>
internal sealed class ExecutionFrame(string name, bool isRequest = false)
{
    private static long s_lastId;

    /// <summary>Unique within the process; never 0.</summary>
    public long Id { get; } = Interlocked.Increment(ref s_lastId);

    /// <summary>What reports call it.</summary>
    public string Name => name;

    /// <summary>One of many that work on the same objects, which outlive it: another one's gate is its own only if it is the same lock.</summary>
    public bool IsRequest => isRequest;

    /// <inheritdoc/>
    public override string ToString() => name;
}
