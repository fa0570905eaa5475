namespace LockValidator;

/// <summary>Keeping an eye on cycles that are harmless as far as what was seen tells, and on what findings rest on.</summary>
public sealed partial class LockChecker
{
    // After so many walks of chains that close such cycles, all chains are looked at again; doubled each time.
    private const int FirstReopening = 64;

    // Written under the gate, read with Volatile.
    private int _watchEpoch;

    // Written and read with Interlocked.
    private int _harmlessWalks;
    private int _nextReopening = FirstReopening;

    /// <summary>The cycles that are harmless so far. Under the gate.</summary>
    internal CycleBook Cycles { get; } = new();

    /// <summary>Demotable instances that count as gates. Under the gate.</summary>
    internal HashSet<long> TrialGates { get; } = [];

    /// <summary>Lists of what was held. Under the gate.</summary>
    internal GateMemo Gates { get; } = new();

    /// <summary>This checker, for those that outlive it.</summary>
    internal WeakReference<IInstanceWatcher> Watcher => field ??= new WeakReference<IInstanceWatcher>(this);

    /// <summary>Who walks the chains of such cycles is to be seen from now on: none is taken for known any more.</summary>
    internal void WatchCyclesLocked()
    {
        // In this order: a flow that still finds its own known chains read the epoch before.
        Volatile.Write(ref _watchEpoch, _watchEpoch + 1);
        Chains.ForgetClean();
        RefreshFlows();
    }

    /// <summary>Chains that were walked in an earlier epoch are to be looked at again.</summary>
    internal int WatchEpoch => Volatile.Read(ref _watchEpoch);

    /// <summary>Chains that close cycles which are harmless so far were walked again.</summary>
    internal void CountHarmlessWalks(int count)
    {
        int walks = Interlocked.Add(ref _harmlessWalks, count);
        int next = Volatile.Read(ref _nextReopening);
        if (walks >= next && next <= int.MaxValue / 2 && Interlocked.CompareExchange(ref _nextReopening, 2 * next, next) == next)
        {
            using (Gate.Enter())
            {
                WatchCyclesLocked();
            }
        }
    }

    /// <summary>A gate has proved not to be held around what it seemed to protect.</summary>
    internal void JudgeAgain(FindingList findings)
    {
        using (Gate.Enter())
        {
            CycleReview.JudgeAgain(this, findings.Add);
        }
    }

    /// <summary>What a verdict rests on has changed outside of any operation.</summary>
    internal void JudgeAgain()
    {
        var worse = new List<Violation>();
        using (Gate.Enter())
        {
            CycleReview.JudgeAgain(this, worse.Add);
        }

        Deliver(worse, mayThrow: false);
    }

    /// <summary>What reports call the class of a held lock.</summary>
    internal string NameOfHeld(int classId, int subclass)
    {
        using (Gate.Enter())
        {
            return _graph.Find(classId, subclass)?.DisplayName ?? "a lock";
        }
    }

    /// <summary>Cached chains that name a class of the graph as it was are of no use any more.</summary>
    internal void ForgetChainsLocked()
    {
        Chains.Clear();
        RefreshFlows();
    }

    // Until now the class alone said which lock it was. What is known of its chains was seen on that one; others are to be seen too.
    void IInstanceWatcher.SeveralInstances()
    {
        using (Gate.Enter())
        {
            WatchCyclesLocked();
        }
    }

    /// <summary>Whether anybody is to be told, or anything to be done, when a chain with findings is walked again.</summary>
    internal bool IsHeard(ChainRecord record) => IsListenedTo || _delivery.HasEffect(record.Findings);

    /// <summary>Whether anybody is to be told of whatever is found on the calling code's way.</summary>
    internal bool IsListenedTo => _delivery.ReporterCount > 0 || ReportsTo is not null || LockScope.CurrentFrame is not null;

    /// <summary>Flows may know a chain with the findings that it had: they are to ask anew.</summary>
    private void ForgetIfChangedLocked(ChainRecord? before, ChainRecord now)
    {
        if (before is { IsDirty: true } && before.Findings.Length != now.Findings.Length)
        {
            RefreshFlows();
        }
    }

    private void RefreshFlows()
    {
        foreach (LockFlow flow in _flows.Live())
        {
            flow.ForgetCachedChains();
        }
    }
}
