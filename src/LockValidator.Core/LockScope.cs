namespace LockValidator;

/// <summary>Collects the findings of a piece of code, and of all that it starts.</summary>
/// <remarks>Scopes nest and flow with the execution context. Safe for use by any number of threads; to be disposed where it was begun.</remarks>
public sealed class LockScope : IDisposable, IAsyncDisposable
{
    private static readonly AsyncLocal<LockScope?> s_current = new(OnChange);

    private readonly InternalGate _gate = new();
    private readonly List<Violation> _violations = [];
    private readonly LockScope? _parent;
    private readonly LockFlow _flow;
    private readonly string _name;
    private bool _ended;

    private LockScope(LockFlow flow, string name)
    {
        _name = name;
        _parent = s_current.Value;
        _flow = flow;
        Checker = flow.Checker;
        Level = flow.GraphLevel;
    }

    /// <summary>What the flows in the scope feed: the checker from outside, or the scope's own.</summary>
    public LockChecker Checker { get; }

    /// <summary>The findings so far, known ones included.</summary>
    public IReadOnlyList<Violation> Violations
    {
        get
        {
            using (_gate.Enter())
            {
                return [.. _violations];
            }
        }
    }

    /// <summary>What the present scope is called; null outside of all.</summary>
    internal static string? CurrentName => s_current.Value?._name;

    /// <summary>The checker of the present scope; null outside of all.</summary>
    internal static LockChecker? CurrentChecker => s_current.Value?.Checker;

    internal static int CurrentLevel => s_current.Value?.Level ?? 0;

    /// <summary>How many graphs of their own stand around it, its own included.</summary>
    private int Level { get; }

    /// <summary>Begins a scope on the calling flow.</summary>
    /// <param name="ownGraph">True: the scope learns orders of its own and forgets them at its end; locks held already count for recursion and wait context only.</param>
    /// <param name="name">What witnesses call the execution; null: that of the checker.</param>
    /// <returns>The scope; disposing it ends it.</returns>
    public static LockScope Begin(bool ownGraph = false, string? name = null)
    {
        LockFlow flow = LockFlow.Current;
        string called = name ?? CurrentName ?? flow.Checker.Options.Execution;
        flow.ScopeBegan(called, ownGraph);
        var scope = new LockScope(flow, called);
        s_current.Value = scope;
        return scope;
    }

    /// <summary>Throws if there is a finding.</summary>
    /// <param name="where">Which findings count; null: all but informational ones.</param>
    /// <exception cref="LockViolationException">There is one: the first.</exception>
    public void ThrowIfAny(Func<Violation, bool>? where = null)
    {
        where ??= static violation => violation.Verdict != Verdict.Informational;
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

        _flow.ScopeEnded(_name);
        _ended = true;
        s_current.Value = _parent;
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

        flow.Switched(change.PreviousValue, change.CurrentValue);
        LockScope? scope = change.CurrentValue;
        while (scope is { _ended: true })
        {
            scope = scope._parent;
        }

        flow.Follow(scope?.Checker, scope?.Level ?? 0);
    }

    /// <summary>Takes a finding to the present scope; one that arrives after the scope's end goes to its parent.</summary>
    internal static void Deliver(Violation violation)
    {
        LockScope? scope = s_current.Value;
        while (scope is { _ended: true })
        {
            scope = scope._parent;
        }

        if (scope is null)
        {
            return;
        }

        using (scope._gate.Enter())
        {
            scope._violations.Add(violation);
        }
    }
}
