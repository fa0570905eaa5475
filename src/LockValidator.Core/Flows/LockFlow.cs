// Hot path: no allocation, no lock, no virtual call.
using System.Globalization;

namespace LockValidator;

/// <summary>
/// One flow of control: a thread, an async flow, a task of a replayed trace. It owns what is held and the context, and feeds its
/// checker. Explicit in tests and replays; elsewhere <see cref="Current"/>.
/// </summary>
/// <remarks>
/// Used by one thread at a time; reading <see cref="Held"/> from another gives a best effort. Parts: acquiring, releasing, single
/// instances, contexts, assertions and the flow's own life stand in files of their own.
/// </remarks>
public sealed partial class LockFlow
{
    /// <summary>What a flow takes in memory once it has taken a lock: known chains, held entries, and the objects around them. An estimate.</summary>
    internal const int Bytes = (FlowChains.Size * 16) + (64 * 32) + 900;

    private static int s_lastId;

    // Under it: whether the flow may take the hot path, and know chains at all. Other threads forbid it when chains are forgotten.
    private readonly InternalGate _cacheGate = new();

    // Written under the gate, read with Volatile: the flow forgets its chains itself, for nobody else writes them.
    private bool _mustForgetChains;

    // The generation of chain keys under which the held entries were named.
    private int _generation;

    // Tells the flow's context from a plain task's in chain keys; 0 for a plain task.
    private ulong _contextKey;

    // The context of a pushed entry.
    private ulong _tail = HeldEntry.PlainTail;
    private readonly LockChecker _home;
    private int _busy;
    private int _hidden;
    private int _paused;
    private int _removalsSeen;
    private FlowOperation? _toRecord;
    private readonly int _id = Interlocked.Increment(ref s_lastId);

    /// <summary>Makes a flow.</summary>
    /// <param name="checker">What it feeds.</param>
    /// <param name="name">What reports call it.</param>
    /// <param name="dedicated">
    /// True where no other flow of the program does what this one does, as with the main thread and threads that are the only one of their name:
    /// only of such a flow a verdict can say that it alone took some orders, or that it was over before another began.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public LockFlow(LockChecker checker, string name, bool dedicated = true)
    {
        ArgumentNullException.ThrowIfNull(checker);
        ArgumentNullException.ThrowIfNull(name);
        Checker = _home = checker;
        Name = name;
        _isDedicated = dedicated;
        HeldLocks = new HeldLocks(this, checker.Seed);
        _generation = checker.Chains.Generation;
        _removalsSeen = checker.RemovedClasses.Count;
        checker.Flows.Add(this);
        RefreshCache();
    }

    /// <summary>What it feeds.</summary>
    public LockChecker Checker { get; private set; }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>What it holds now, oldest first. A copy.</summary>
    public IReadOnlyList<HeldLock> Held
    {
        get
        {
            if (t_held == HeldLocks)
            {
                CatchUpWithAsync();
            }

            return HeldSnapshots.Of(this);
        }
    }

    /// <summary>Whether it holds nothing.</summary>
    public bool HoldsNothing
    {
        get
        {
            if (t_held == HeldLocks)
            {
                CatchUpWithAsync();
            }

            return HeldLocks.Depth == 0;
        }
    }

    internal HeldLocks HeldLocks { get; }

    internal FlowContext Context { get; } = new();

    /// <summary>Unique within the process.</summary>
    internal int Id => _id;

    /// <summary>The test, request or run that it belongs to.</summary>
    internal string Execution => (ScopedExecution ?? Checker.Run).Name;

    /// <summary>The request or scope that the flow's code runs in; null outside of all. A scope that began on this thread may have gone on elsewhere: its code alone says so.</summary>
    internal ExecutionFrame? ScopedExecution =>
        ReplayedExecution ?? AsyncFlowMark.Request ?? LockScope.CurrentFrame ?? (_scopes is { Count: > 0 } open && open[^1] is { Scope: null } replayed ? replayed.Frame : null);

    /// <summary>What a recording says of that.</summary>
    internal ExecutionFrame? ReplayedExecution { get; set; }

    /// <summary>The number under which a replay finds the position of the present operation.</summary>
    internal int Place { get; set; }

    /// <summary>False where the flow is acted for by another thread than its own: then the stack says nothing of it.</summary>
    internal bool IsOnItsThread { get; set; } = true;

    /// <summary>
    /// Whether the flow knows of every class that was unregistered. One that does not has keys from before: a chain checked under them
    /// must not be taken for known, for the same key will stand for the class when it is met anew.
    /// </summary>
    internal bool IsCaughtUp => _removalsSeen == Checker.RemovedClasses.Count && _generation == Checker.Chains.Generation;

    private bool IsChecking => _busy == 0 && _paused == 0 && !Context.InNmi;

    /// <summary>Runs when another thread has made chains unknown.</summary>
    internal void ForgetCachedChains()
    {
        using (_cacheGate.Enter())
        {
            Volatile.Write(ref _mustForgetChains, true);
            RefreshCacheLocked();
        }
    }

    /// <summary>Does what <see cref="ForgetCachedChains"/> asked for. On the flow's own thread, where no chain is being looked up.</summary>
    private void CatchUpWithForgetting()
    {
        if (Volatile.Read(ref _mustForgetChains) && _busy == 0)
        {
            using (_cacheGate.Enter())
            {
                HeldLocks.ForgetChains();
                _own = null;
                Volatile.Write(ref _mustForgetChains, false);
                RefreshCacheLocked();
            }
        }
    }

    /// <summary>Whether another thread, looking without stopping the flow, sees it holding an instance.</summary>
    internal bool SeemsToHold(long instance)
    {
        for (int i = HeldLocks.Depth; i > 0; i--)
        {
            if (HeldLocks[i].Instance == instance)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({HeldLocks.Depth} held)");

    private FindingList NewFindings(string operation) => new(this, operation, Checker.Builder);

    /// <summary>The flow's own cache, or one in which nothing is known while every acquisition must be looked at.</summary>
    private void RefreshCache()
    {
        using (_cacheGate.Enter())
        {
            RefreshCacheLocked();
        }
    }

    /// <summary>While user code runs on the flow, nothing of what that takes or releases may be seen, on the fast way either.</summary>
    internal void HideCache(int change)
    {
        using (_cacheGate.Enter())
        {
            _hidden += change;
            RefreshCacheLocked();
        }
    }

    private void RefreshCacheLocked()
    {
        bool fast = !Volatile.Read(ref _mustForgetChains) && _hidden == 0 && _paused == 0 && Observer is null && !Volatile.Read(ref _mirrorIsStale) && !Context.InNmi && Checker.Recorder is null && !Checker.Options.KernelRules;

        // Entries that the hot path pushes are those of a plain task, on the process's own graph.
        // So are those of a flow whose times nobody wants.
        HeldLocks.Allow(knownChains: fast, hotPath: fast && _contextKey == 0 && _graphLevelBits == 0 && Checker.Times is null);
    }

    private void Record(in FlowOperation operation)
    {
        if (Checker.Recorder is { } recorder && _busy == 0 && _quiet == 0)
        {
            recorder.Write(operation with { Position = Checker.Builder.PositionOfNow(this) });
        }
    }

    /// <summary>
    /// As <see cref="Record"/>, but written in the same step as the check that follows: of flows that race, a recording has the operations
    /// in the order in which they were checked, so that its replay finds the same.
    /// </summary>
    private void RecordWithCheck(in FlowOperation operation)
    {
        if (Checker.Recorder is not null && _busy == 0 && _quiet == 0)
        {
            FlushRecord();
            _toRecord = operation;
        }
    }

    /// <summary>Called under the checker's lock before the first check, or after an operation that needed none.</summary>
    internal void FlushRecord()
    {
        if (_toRecord is { } operation)
        {
            _toRecord = null;
            Checker.Recorder?.Write(operation with { Position = Checker.Builder.PositionOfNow(this) });
        }
    }

    /// <summary>Takes findings to policy and reporters; what the flow does meanwhile is not checked.</summary>
    private void Deliver(FindingList findings, bool mayThrow = false)
    {
        if (!findings.Any)
        {
            return;
        }

        LockViolationException? refused;
        _busy++;
        HideCache(1);
        try
        {
            refused = Checker.Deliver(findings.All, mayThrow);
        }
        finally
        {
            _busy--;
            HideCache(-1);
        }

        if (refused is not null)
        {
            throw refused;
        }
    }

    /// <summary>
    /// Locks of classes that were unregistered meanwhile make no more dependencies. What stands on one of them is another chain from
    /// then on: the class may come back, and then the same locks do make dependencies.
    /// </summary>
    private void CatchUpWithRemovals()
    {
        var removed = Checker.RemovedClasses;
        int generation = Checker.Chains.Generation;
        if (_removalsSeen == removed.Count && _generation == generation)
        {
            return;
        }

        for (; _removalsSeen < removed.Count; _removalsSeen++)
        {
            for (int i = 1; i <= HeldLocks.Depth; i++)
            {
                ref HeldEntry entry = ref HeldLocks[i];
                if (entry.ClassId == removed[_removalsSeen])
                {
                    entry.Bits = entry.Bits.AsForgotten();
                }
            }
        }

        _generation = generation;
        NameHeldAnew();
    }

    /// <summary>What is held makes other chains than before, or keys have begun to mean something else.</summary>
    private void NameHeldAnew()
    {
        for (int i = 1; i <= HeldLocks.Depth && !Checker.Options.KernelRules; i++)
        {
            ulong key = KeyOver(i - 1, HeldLocks[i].NamedHead);
            HeldLocks[i].Key = key;
        }
    }
}
