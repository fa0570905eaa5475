namespace LockValidator;

/// <summary>A flow that waits for a lock, or for something that others complete, from <see cref="LockMap.BeginWait"/> to <see cref="End"/>.</summary>
/// <remarks>Safe for use by any number of threads.</remarks>
public sealed class LockWait
{
    private readonly WaitTable _table;
    private readonly LockFlow _flow;
    private readonly Thread? _thread;

    // Written once, under the table's gate; read there.
    private bool _isOver;

    internal LockWait(WaitTable table, LockFlow flow, in LockUse waiting, long instance, List<WaitHold> holds, Thread? thread)
    {
        _table = table;
        _flow = flow;
        _thread = thread;
        Waiting = waiting;
        Instance = instance;
        Holds = holds;
        Checker = flow.Checker;
        Flow = flow.Name;
        Execution = flow.Execution;
        Scope = LockScope.Current;
        Since = table.Options.Clock.GetUtcNow();
        CountsFrom = table.Options.Clock.GetTimestamp();
    }

    /// <summary>The flow that waits.</summary>
    public string Flow { get; }

    /// <summary>The test, request or run that it belongs to.</summary>
    public string Execution { get; }

    /// <summary>What it waits for, on which side, and where.</summary>
    public LockUse Waiting { get; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>What it holds meanwhile, oldest first.</summary>
    public IReadOnlyList<LockUse> Held => Holds.ConvertAll(static hold => hold.Use);

    /// <summary>Whether the flow is a thread that is blocked; else it is an async flow, which has none while it waits.</summary>
    public bool IsBlocked => _thread is not null;

    /// <summary>What the flow fed when it began to wait: the thread of an async flow runs others meanwhile.</summary>
    internal LockChecker Checker { get; }

    internal LockScope? Scope { get; }

    internal long Instance { get; }

    internal List<WaitHold> Holds { get; }

    /// <summary>From when its time counts: later than it began where a debugger, or the machine, had stopped meanwhile. Under the table's gate.</summary>
    internal long CountsFrom { get; set; }

    /// <summary>The finding that it is part of was made. Used by who looks.</summary>
    internal bool IsReported { get; set; }

    /// <summary>The wait is over.</summary>
    /// <param name="acquired">Whether the flow got what it waited for; false for a time-out, a cancellation, an exception.</param>
    public void End(bool acquired) => _table.End(this, acquired);

    /// <summary>
    /// Interrupts the thread (<see cref="Thread.Interrupt"/>), if it still waits: its acquisition throws <see cref="ThreadInterruptedException"/>, and
    /// what it holds is released as the program's own handlers see to it.
    /// </summary>
    /// <returns>False if the wait is over, or no thread is blocked in it.</returns>
    /// <remarks>Only a program that is written for that survives it. A thread that gets its lock at the same moment is interrupted at its next wait.</remarks>
    public bool Interrupt()
    {
        using (_table.Gate.Enter())
        {
            if (_isOver || _thread is null)
            {
                return false;
            }

            _thread.Interrupt();
            return true;
        }
    }

    internal bool IsOf(LockFlow flow) => _flow == flow;

    /// <summary>Under the table's gate.</summary>
    /// <returns>False if it was over before.</returns>
    internal bool EndLocked() => !_isOver && (_isOver = true);

    /// <summary>Whether it still holds one of its locks, as far as can be seen without stopping anybody.</summary>
    internal bool StillHolds(in WaitHold hold) => hold.Node is { } node ? node.IsHeld : _flow.SeemsToHold(hold.Instance);
}
