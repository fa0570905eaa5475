namespace LockValidator;

/// <summary>Collects the findings of a piece of code, and of all that it starts.</summary>
/// <remarks>
/// Scopes nest and flow with the execution context. A finding goes to the innermost scope and on to those around it, up to the first
/// that keeps its findings: one with a graph or checker of its own, or one that was begun so. So a scope that somebody opens and does
/// not ask hides nothing from the test around it. Safe for use by any number of threads; to be disposed by the flow that began it, after an
/// <c>await</c> also on another thread.
/// </remarks>
public sealed class LockScope : IDisposable, IAsyncDisposable
{
    private static readonly AsyncLocal<LockScope?> s_current = new(OnChange);

    // While a thread leaves a scope: what is found then belongs to that one, although the execution context is another already.
    [ThreadStatic]
    private static LockScope? t_left;

    private readonly InternalGate _gate = new();
    private readonly List<Violation> _violations = [];
    private readonly LockScope? _parent;
    private readonly LockFlow _flow;
    private readonly ExecutionFrame _frame;
    private readonly bool _keepsFindings;

    // Written by the thread that ends it, read by those that still run its code.
    private volatile bool _ended;

    private LockScope(LockFlow flow, ExecutionFrame frame, LockChecker? checker, ILockObserver? observer, bool keepsFindings)
    {
        _frame = frame;
        _keepsFindings = keepsFindings || checker is not null;
        _parent = s_current.Value;
        _flow = flow;
        Checker = checker ?? flow.Checker;
        Level = flow.GraphLevel + (checker is null ? 0 : 1);
        Observer = observer ?? flow.Observer;
    }

    /// <summary>What the flows in the scope feed: the checker from outside, or the scope's own.</summary>
    public LockChecker Checker { get; }

    /// <summary>The findings so far, known ones included; those that were taken back are not.</summary>
    public IReadOnlyList<Violation> Violations
    {
        get
        {
            using (_gate.Enter())
            {
                return [.. _violations.Where(finding => !Checker.IsRetracted(finding))];
            }
        }
    }

    /// <summary>What witnesses call the execution that the scope stands for.</summary>
    public string Name => _frame.Name;

    /// <summary>The innermost scope that the calling code runs in and that has not ended; null outside of all.</summary>
    public static LockScope? Current => Live(s_current.Value);

    /// <summary>The execution that the present scope stands for; null outside of all.</summary>
    internal static ExecutionFrame? CurrentFrame => (t_left ?? s_current.Value)?._frame;

    /// <summary>The execution that the scope stands for: one of its own, but for a scope inside another that was given no name.</summary>
    internal ExecutionFrame Frame => _frame;

    internal bool HasEnded => _ended;

    /// <summary>Who is told of what is taken in the scope.</summary>
    internal ILockObserver? Observer { get; }

    /// <summary>How many graphs of their own stand around it, its own included.</summary>
    internal int Level { get; }

    /// <summary>Begins a scope on the calling flow.</summary>
    /// <param name="ownGraph">True: the scope learns orders of its own and forgets them at its end; locks held already count for recursion and wait context only.</param>
    /// <param name="name">What witnesses call the execution; null: that of the checker.</param>
    /// <param name="observer">Who is told of each acquisition and release in it; null: nobody but the one of the scope around it.</param>
    /// <param name="keepsFindings">True: whoever began it judges what is found in it, and the scopes around it do not hear of it. One with a graph of its own always keeps them.</param>
    /// <returns>The scope; disposing it ends it.</returns>
    public static LockScope Begin(bool ownGraph = false, string? name = null, ILockObserver? observer = null, bool keepsFindings = false)
    {
        LockFlow flow = LockFlow.Current;
        return Begin(flow, ownGraph ? flow.NewChecker() : null, name, observer, keepsFindings);
    }

    /// <summary>Begins a scope whose flows feed a given checker, and which keeps its findings; locks held already count for recursion and wait context only.</summary>
    /// <param name="checker">The checker; the scope does not end it.</param>
    /// <param name="name">What witnesses call the execution; null: that of the checker.</param>
    /// <param name="observer">Who is told of each acquisition and release in it; null: nobody but the one of the scope around it.</param>
    /// <returns>The scope; disposing it ends it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="checker"/> is null.</exception>
    public static LockScope Begin(LockChecker checker, string? name = null, ILockObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(checker);
        return Begin(LockFlow.Current, checker, name, observer, keepsFindings: true);
    }

    private static LockScope Begin(LockFlow flow, LockChecker? checker, string? name, ILockObserver? observer, bool keepsFindings)
    {
        ExecutionFrame? around = name is null ? CurrentFrame : null;
        var scope = new LockScope(flow, around ?? new ExecutionFrame(name ?? flow.Checker.Options.Execution), checker, observer, keepsFindings);
        flow.ScopeBegan(scope.Name, checker, observer, scope);
        flow.SwitchBegan(scope._parent);
        s_current.Value = scope;
        return scope;
    }

    /// <summary>Throws if there is a finding.</summary>
    /// <param name="where">Which findings count; null: those that fail builds (<see cref="Violation.FailsBuilds"/>).</param>
    /// <exception cref="LockViolationException">There is one: the first.</exception>
    public void ThrowIfAny(Func<Violation, bool>? where = null)
    {
        where ??= static violation => violation.FailsBuilds;
        if (Violations.FirstOrDefault(where) is { } first)
        {
            throw new LockViolationException(first, TextReport.Render(first));
        }
    }

    /// <summary>Ends the scope. A lock taken in it and still held by its flow is a finding, which goes to the scope as well.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        // An async flow may have come to another thread meanwhile: the flow where the scope began is not ours to touch then.
        LockFlow here = LockFlow.Current;
        bool isHome = here == _flow && here.ScopeEnded(Name, this);
        _ended = true;
        s_current.Value = _parent;
        if (!isHome)
        {
            here.Follow(Current);
        }

        here.SwitchEnded(_parent);
    }

    /// <summary>As <see cref="Dispose"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A thread begins or ends running code of a scope: its flow feeds the scope's checker meanwhile.</summary>
    private static void OnChange(AsyncLocalValueChangedArgs<LockScope?> change)
    {
        if (!change.ThreadContextChanged || (LockFlow.CurrentIfAny is null && change.CurrentValue is null))
        {
            return;
        }

        LockFlow flow = LockFlow.Current;

        t_left = change.PreviousValue;
        try
        {
            flow.Switched(change.PreviousValue, change.CurrentValue);
        }
        finally
        {
            t_left = null;
        }

        flow.Follow(Live(change.CurrentValue));
    }

    /// <summary>The scope that a finding of the calling code goes to; null outside of all.</summary>
    internal static LockScope? Receiver => t_left ?? s_current.Value;

    /// <summary>Takes a finding to a scope and to those around it that are to hear of it; one that arrives after a scope's end goes to its parent.</summary>
    /// <returns>False where there is none to take it to.</returns>
    internal static bool Deliver(Violation violation, LockScope? receiver)
    {
        bool isTaken = false;
        for (LockScope? scope = Live(receiver); scope is not null; scope = scope._keepsFindings ? null : Live(scope._parent))
        {
            using (scope._gate.Enter())
            {
                scope._violations.Add(violation);
            }

            isTaken = true;
        }

        return isTaken;
    }

    private static LockScope? Live(LockScope? scope)
    {
        while (scope is { _ended: true })
        {
            scope = scope._parent;
        }

        return scope;
    }
}
