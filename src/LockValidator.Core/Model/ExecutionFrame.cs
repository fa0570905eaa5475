namespace LockValidator;

/// <summary>A test, a request, or the run of a process: only inside one are flows, starts, joins and instances compared.</summary>
/// <remarks>Not its name: two requests, and a test that is run again, have one name and are two.</remarks>
internal sealed class ExecutionFrame(string name, bool isRequest = false)
{
    private static long s_lastId;

    /// <summary>Stands for several executions, where it is not known any more which ones: of tests and runs, and of those that had requests among them.</summary>
    public static ExecutionFrame Several { get; } = new("several executions") { IsSeveral = true };

    /// <inheritdoc cref="Several"/>
    public static ExecutionFrame SeveralRequests { get; } = new("several executions", isRequest: true) { IsSeveral = true };

    /// <summary>Unique within the process; never 0.</summary>
    public long Id { get; } = Interlocked.Increment(ref s_lastId);

    /// <summary>What reports call it.</summary>
    public string Name => name;

    /// <summary>One of many that work on the same objects, which outlive it: another one's gate is its own only if it is the same lock.</summary>
    public bool IsRequest => isRequest;

    /// <summary>Not one execution.</summary>
    public bool IsSeveral { get; private init; }

    /// <summary>Whether this is one execution, and the other one the same.</summary>
    public bool IsSameAs(ExecutionFrame other) => this == other && !IsSeveral;

    /// <summary>What stands for both.</summary>
    public ExecutionFrame Or(ExecutionFrame other) => this == other ? this : isRequest || other.IsRequest ? SeveralRequests : Several;

    /// <inheritdoc/>
    public override string ToString() => name;
}
