namespace LockValidator;

/// <summary>The flow's own life: pauses, starts and joins, its end, and work put off until it holds nothing.</summary>
public sealed partial class LockFlow
{
    private Queue<Action>? _deferred;
    private bool _runsDeferred;
    private List<OpenScope>? _scopes;
    private int _graphLevel;
    private ulong _graphLevelBits;

    internal int GraphLevel => _graphLevel;

    /// <summary>Checking pauses for the flow, until as many <see cref="Resume"/>s. What it does meanwhile is not seen at all.</summary>
    public void Pause()
    {
        Record(new FlowOperation(OperationCode.Pause, this));
        _paused++;
        RefreshCache();
    }

    /// <summary>Takes back one <see cref="Pause"/>.</summary>
    public void Resume()
    {
        _paused = Math.Max(0, _paused - 1);
        RefreshCache();
        Record(new FlowOperation(OperationCode.Resume, this));
    }

    /// <summary>The flow signals an event. Like a lock, an event gives no order that a verdict could rest on: another time somebody else may signal it.</summary>
    /// <param name="name">The event.</param>
    public void Signal(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Record(new FlowOperation(OperationCode.Signal, this) { Name = name });
    }

    /// <summary>The flow has waited for an event that another flow signalled.</summary>
    /// <param name="name">The event.</param>
    public void Wait(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Record(new FlowOperation(OperationCode.Wait, this) { Name = name });
    }

    /// <summary>The flow goes back to its pool, or to code that knows nothing of its locks: it should hold none.</summary>
    public void ReturnedToPool()
    {
        Record(new FlowOperation(OperationCode.ReturnedToPool, this));
        ReportHeld(ViolationKind.HeldAtReturn, "return to the pool with", "the code that runs next on this flow knows nothing of these locks");
    }

    /// <summary>The flow ends: it should hold no lock.</summary>
    public void End()
    {
        CatchUpWithAsync();
        Record(new FlowOperation(OperationCode.End, this));
        ReportHeld(ViolationKind.HeldAtFlowEnd, "end with", "nobody is left to release them");
        if (!Checker.Options.KernelRules)
        {
            while (HeldLocks.Depth > 0)
            {
                HeldLocks.Pop();
            }

            HandOverDeferred();
        }
    }

    /// <summary>Runs work as soon as the flow holds nothing: now, or on this thread right after its last release, first in first out.</summary>
    /// <param name="action">The work. An exception of work that was put off goes to the one who released.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void RunWhenNothingHeld(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (HoldsNothing)
        {
            action();
            return;
        }

        (_deferred ??= []).Enqueue(action);
        KeepBottomSlow();
    }

    /// <summary>A scope begins; with a graph of its own, what is held already is foreign in it.</summary>
    internal void ScopeBegan(string name, bool ownGraph) => ScopeBegan(name, ownGraph ? NewChecker() : null, observer: null, scope: null);

    /// <summary>A checker for a scope of this flow: as the present one, whose reporters hear of its findings.</summary>
    internal LockChecker NewChecker() => new(Checker.Options, Checker);

    internal void ScopeBegan(string name, LockChecker? checker, ILockObserver? observer, LockScope? scope)
    {
        Record(new FlowOperation(OperationCode.ScopeBegin, this) { Name = name, Flag = checker is not null });

        // One that was ended by another thread, where its async flow had gone, could not be taken out there.
        (_scopes ??= []).RemoveAll(static open => open.Scope is { HasEnded: true });
        _scopes.Add(new OpenScope(name, scope?.Frame ?? new ExecutionFrame(name), HeldLocks.Depth, Checker, Observer, scope));
        if (checker is not null)
        {
            SwitchTo(checker, _graphLevel + 1);
        }

        ObserveBy(observer ?? Observer);
        NewSegment();
    }

    /// <summary>A scope ends: what was taken in it should have been released.</summary>
    /// <returns>False if it did not begin on this flow.</returns>
    internal bool ScopeEnded(string name, LockScope? scope = null)
    {
        int index = _scopes is null ? -1 : scope is null ? _scopes.Count - 1 : _scopes.FindLastIndex(open => open.Scope == scope);
        if (index < 0 || _scopes![index].Name != name)
        {
            return false;
        }

        OpenScope ending = _scopes[index];
        if (HoldsUnforgotten(above: ending.Depth))
        {
            ReportHeld(ViolationKind.HeldAtScopeEnd, $"leave the scope {name} with", "locks taken in the scope are still held");

            // Said once: the scopes around it are not to say it again, and what other code takes on this thread has nothing to do with it.
            ForgetHeld(ending.Depth + 1, static _ => true);
        }

        _scopes.RemoveRange(index, _scopes.Count - index);
        if (ending.Outer != Checker)
        {
            SwitchTo(ending.Outer, _graphLevel - 1);
        }

        ObserveBy(ending.OuterObserver);
        NewSegment();
        Record(new FlowOperation(OperationCode.ScopeEnd, this) { Name = name });
        return true;
    }

    /// <summary>The flow's thread begins to run code of a scope (null: of none).</summary>
    internal void Follow(LockScope? scope)
    {
        LockChecker target = scope?.Checker ?? _home;
        if (target != Checker)
        {
            SwitchTo(target, scope?.Level ?? 0);
        }

        ObserveBy(scope?.Observer);
        if (IsDedicated && _segment is { } segment && segment.IsDedicated == scope is not null)
        {
            NewSegment();
        }
    }

    /// <summary>The flow feeds another checker from now on; what it holds is foreign to that one.</summary>
    private void SwitchTo(LockChecker checker, int graphLevel)
    {
        for (int i = 1; i <= HeldLocks.Depth; i++)
        {
            // What is held limits what may be taken under the other checker too, and its reports name it.
            if (ClassOf(i) is { } held)
            {
                checker.Introduce(held, HeldLocks[i].Bits.Subclass);
            }
        }

        Checker = checker;
        _graphLevel = graphLevel;
        _graphLevelBits = (uint)default(HeldBits).OnGraphLevel(graphLevel).Word;
        ForgetCachedChains();
        _removalsSeen = checker.RemovedClasses.Count;
        _generation = checker.Chains.Generation;
        HeldLocks.Reseed(checker.Seed);
        checker.Flows.Add(this);
        for (int i = 1; i <= HeldLocks.Depth; i++)
        {
            ref HeldEntry entry = ref HeldLocks[i];
            entry.Bits = entry.Bits.WithForeign(entry.Bits.GraphLevel != graphLevel).WithoutLevel();
        }

        NameHeldAnew();
        RefreshCache();
    }

    private void ReportHeld(ViolationKind kind, string operation, string reason)
    {
        if (!IsChecking || HeldLocks.Depth == 0)
        {
            return;
        }

        Guarded(operation, (in LockMap _, FindingList findings) =>
        {
            using (Checker.Gate.Enter())
            {
                findings.Add(kind, Verdict.Certain, reason, subject: null, v => v with { Holding = v.Held.Count > 0 ? v.Held[^1] : null });
            }

            return null;
        }, default);
    }

    /// <summary>The release of the oldest lock must not take the fast way while work waits for it.</summary>
    private void KeepBottomSlow()
    {
        if (_deferred is { Count: > 0 } && HeldLocks.Depth > 0)
        {
            HeldLocks.EnsureDetail(1);
        }
    }

    private void RunDeferred()
    {
        KeepBottomSlow();
        if (_runsDeferred)
        {
            return;
        }

        // Work that takes and releases locks itself must not start the next piece before it has ended.
        _runsDeferred = true;
        try
        {
            while (HoldsNothing && _deferred is { } waiting && waiting.TryDequeue(out Action? action))
            {
                action();
            }
        }
        finally
        {
            _runsDeferred = false;
        }
    }

    /// <summary>The flow is over, but its work is not lost. The real locks may still be held, and this may be the finalizer's thread: so elsewhere.</summary>
    private void HandOverDeferred()
    {
        while (_deferred is { } waiting && waiting.TryDequeue(out Action? action))
        {
            ThreadPool.QueueUserWorkItem(static work => ((Action)work!)(), action);
        }
    }

    /// <summary>A scope that began on the flow, and what the flow goes back to at its end.</summary>
    private readonly record struct OpenScope(string Name, ExecutionFrame Frame, int Depth, LockChecker Outer, ILockObserver? OuterObserver, LockScope? Scope);
}
