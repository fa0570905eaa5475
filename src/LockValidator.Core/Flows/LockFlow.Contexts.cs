namespace LockValidator;

/// <summary>Interrupt-like contexts: which the flow is in, and which may interrupt it.</summary>
public sealed partial class LockFlow
{
    /// <summary>The flow enters a context, as code that interrupts it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="threaded">True for a hard interrupt that runs as a thread: it may take config locks.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public void Enter(InterruptContext context, bool threaded = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        Record(new FlowOperation(OperationCode.Enter, this) { Context = context, Flag = threaded });
        Context.Enter(context, threaded);
        ContextChanged();
    }

    /// <summary>The flow leaves a context; what it holds then may be interrupted by it again.</summary>
    /// <param name="context">The context.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public void Leave(InterruptContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Record(new FlowOperation(OperationCode.Leave, this) { Context = context });
        ushort before = Context.Enabled;
        bool left = Context.TryLeave(context);
        ContextChanged();
        AfterSwitch(left, before, $"leave {context.Name}", $"the flow is not in {context.Name}");
    }

    /// <summary>As <see cref="Enter"/>, for the flow of the calling thread: where the context may not wait, its waits are watched.</summary>
    internal void EnterHere(InterruptContext context)
    {
        Enter(context);
        if (context.Level < WaitType.Sleep)
        {
            BlockingWatch.Begin();
        }
    }

    internal void LeaveHere(InterruptContext context)
    {
        if (context.Level < WaitType.Sleep)
        {
            BlockingWatch.End();
        }

        Leave(context);
    }

    /// <summary>The present hard interrupt turns out to run as a thread.</summary>
    public void MarkThreaded()
    {
        Record(new FlowOperation(OperationCode.MarkThreaded, this));
        Context.MarkThreaded();
        ContextChanged();
    }

    /// <summary>The context cannot interrupt the flow any more.</summary>
    /// <param name="context">The context.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public void Disable(InterruptContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Record(new FlowOperation(OperationCode.Disable, this) { Context = context });
        Context.Disable(context);
        ContextChanged();
    }

    /// <summary>Takes back one <see cref="Disable"/> (for the hard context: all); what the flow holds may then be interrupted.</summary>
    /// <param name="context">The context.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public void Enable(InterruptContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Record(new FlowOperation(OperationCode.Enable, this) { Context = context });
        ushort before = Context.Enabled;
        bool enabled = Context.TryEnable(context);
        ContextChanged();
        AfterSwitch(enabled, before, $"enable {context.Name}", $"{context.Name} was not disabled by this flow");
    }

    /// <summary>Begins a part of a hard interrupt in which config locks may be taken.</summary>
    public void EnterConfigSection()
    {
        Record(new FlowOperation(OperationCode.EnterConfigSection, this));
        Context.EnterConfigSection();
        ContextChanged();
    }

    /// <summary>Ends what <see cref="EnterConfigSection"/> began.</summary>
    public void LeaveConfigSection()
    {
        Record(new FlowOperation(OperationCode.LeaveConfigSection, this));
        bool left = Context.TryLeaveConfigSection();
        ContextChanged();
        AfterSwitch(left, Context.Enabled, "leave a config section", "the flow is not in a config section");
    }

    /// <summary>The check that is made in a non-maskable interrupt, under the checker's lock.</summary>
    internal void CheckInNmi(in LockMap map, Action<FindingList> check) =>
        Guarded("acquire", (in LockMap _, FindingList findings) =>
        {
            using (Checker.Gate.Enter())
            {
                check(findings);
            }

            return null;
        }, in map);

    private void ContextChanged()
    {
        _contextKey = Context.Key;
        _tail = HeldEntry.TailOf(Context.Inside, Context.Enabled, place: 0);
        RefreshCache();
    }

    /// <summary>Marks what is held for the contexts that have just been enabled, or says that the switch had no counterpart.</summary>
    private void AfterSwitch(bool balanced, ushort enabledBefore, string operation, string complaint)
    {
        bool enables = (Context.Enabled & ~enabledBefore) != 0 && HeldLocks.Depth > 0;
        if (!IsChecking || (balanced && !enables))
        {
            return;
        }

        Guarded(operation, (in LockMap _, FindingList findings) =>
        {
            if (!balanced)
            {
                MapFindings.Add(this, ViolationKind.AssertionFailed, "unbalanced context", complaint, findings);
            }

            using (Checker.Gate.Enter())
            {
                HeldUsage.MarkEnabled(this, Context.Enabled & ~(uint)enabledBefore, findings);
            }

            return null;
        }, default);
    }
}
