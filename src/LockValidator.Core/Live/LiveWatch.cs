namespace LockValidator;

/// <summary>Looks at what waits: a circle is a deadlock, and what has stood for too long a stall. What is reported was seen twice.</summary>
internal sealed class LiveWatch : IDisposable
{
    // A look that comes so late was kept from coming: the program, or the machine, was stopped.
    private const int LatestLook = 20;

    private readonly WaitTable _table;
    private readonly LockCheckerOptions _options;
    private readonly InternalFailures _failures;

    // Of the last look: what may be a deadlock. Used by one look at a time.
    private readonly HashSet<LockWait> _suspects = [];
    private long _lastLook;
    private LiveLimits? _limitsThen;

    // Interlocked.
    private int _looking;

    public LiveWatch(LockCheckerOptions options, InternalFailures failures)
    {
        _options = options;
        _failures = failures;
        _table = new WaitTable(options) { Look = Look };
    }

    public WaitTable Table => _table;

    public LiveLimits Limits => _table.Limits;

    public void Dispose() => _table.Dispose();

    /// <summary>Other limits from now on.</summary>
    public void Limit(LiveLimits limits) => _table.Limit(limits);

    /// <summary>All waits, as reports show them.</summary>
    public IReadOnlyList<WaitSnapshot> Waits()
    {
        List<LockWait> open = _table.Open();
        return open.ConvertAll(wait => LiveFinding.Shown(wait, Holders(wait, open)));
    }

    public void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) != 0)
        {
            return;
        }

        try
        {
            LookOnce();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It runs on a timer: what escaped here would end the program.
            _failures.Note($"a look at waits failed: {e}");
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private void LookOnce()
    {
        List<LockWait> open = _table.Open();
        LiveLimits limits = Limits;
        bool wasStopped = _lastLook != 0 && open.Count > 0 && limits.IsOn && limits == _limitsThen && _options.Clock.GetElapsedTime(_lastLook) > LatestLook * limits.Period;
        _lastLook = open.Count == 0 ? 0 : _options.Clock.GetTimestamp();
        _limitsThen = limits;
        if (wasStopped || _options.IsDebugged())
        {
            _table.StartAgain();
            _suspects.Clear();
            return;
        }

        if (limits.Deadlock is { } deadlockLimit)
        {
            LookForDeadlocks([.. open.Where(wait => HasWaited(wait) >= deadlockLimit)]);
        }

        if (limits.Stall is { } stallLimit)
        {
            LookForStalls(open, stallLimit);
        }
    }

    private void LookForDeadlocks(List<LockWait> waits)
    {
        List<List<WaitLink>> circles = WaitGraph.Circles(waits);
        List<List<WaitLink>> lasting = circles.FindAll(circle => circle.TrueForAll(link => _suspects.Contains(link.Waiter)));
        _suspects.Clear();
        _suspects.UnionWith(circles.SelectMany(static circle => circle).Select(static link => link.Waiter));
        foreach (List<WaitLink> circle in lasting.FindAll(static circle => circle.Exists(static link => !link.Waiter.IsReported)))
        {
            circle.ForEach(static link => link.Waiter.IsReported = true);
            List<LockWait> stuck = circle.ConvertAll(static link => link.Waiter);
            Report(LiveFinding.OfDeadlock(circle, HasWaited), stuck);
            if (_options.ChooseVictim is { } choose)
            {
                Interrupt(choose, stuck);
            }
        }
    }

    private void LookForStalls(List<LockWait> open, TimeSpan limit)
    {
        HashSet<LockWait> explained = WaitGraph.Behind(open, wait => wait.IsReported || _suspects.Contains(wait));
        foreach (LockWait wait in open.Where(static wait => !wait.IsReported && wait.Waiting.Class.Kind.Type != LockClassType.Wait))
        {
            List<string> holders = Holders(wait, open);
            if (_table.Stands(wait, string.Join('\n', holders)) is { } stands && stands >= limit && HasWaited(wait) >= limit && !explained.Contains(wait))
            {
                wait.IsReported = true;
                Report(LiveFinding.OfStall(wait, holders, HasWaited(wait), limit), [wait]);
            }
        }
    }

    /// <summary>Who seems to hold what a wait is for: flows that wait themselves hold what they did, and others are looked at without stopping them.</summary>
    private static List<string> Holders(LockWait wait, List<LockWait> open)
    {
        IEnumerable<LockFlow> running = wait.Checker.Flows.Live().Where(flow => flow.SeemsToHold(wait.Instance) && !open.Exists(other => other.IsOf(flow)));
        return [.. open.Where(other => WaitGraph.Link(wait, other) is not null).Select(static other => other.Flow).Concat(running.Select(static flow => flow.Name))];
    }

    private TimeSpan HasWaited(LockWait wait) => _options.Clock.GetElapsedTime(wait.CountsFrom);

    private static void Report(Violation finding, List<LockWait> waits)
    {
        // The look runs in nobody's scope: those who wait are told in theirs.
        LockScope[] scopes = [.. waits.Select(static wait => wait.Scope).OfType<LockScope>().Distinct()];
        _ = waits[0].Checker.Deliver([finding], mayThrow: false, scopes.FirstOrDefault());
        foreach (LockScope scope in scopes.Skip(1))
        {
            LockScope.Deliver(finding, scope);
        }
    }

    private static void Interrupt(Func<IReadOnlyList<LockWait>, LockWait?> choose, List<LockWait> stuck)
    {
        try
        {
            _ = choose(stuck)?.Interrupt();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            stuck[0].Checker.Failures.Note($"the choice of a victim failed: {e}");
        }
    }
}
