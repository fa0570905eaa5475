namespace LockValidator;

/// <summary>
/// Interrupt-like code: it may run on top of any flow that has it enabled, so a lock that it takes must not be held by such a flow.
/// </summary>
/// <remarks>
/// Safe for use by any number of threads. All contexts stand in one table; usage bits, masks and report letters are derived from
/// a context's place in it.
/// </remarks>
public sealed class InterruptContext
{
    private InterruptContext(string name, WaitType level, int index)
    {
        Name = name;
        Level = level;
        Index = index;
    }

    /// <summary>A hard interrupt: runs on top of everything that has it enabled; spins only. Does not nest: one <c>Enable</c> ends any number of <c>Disable</c>s.</summary>
    public static InterruptContext Hard { get; } = new("HARDIRQ", WaitType.Spin, ContextTable.HardIndex);

    /// <summary>A soft interrupt: runs on top of tasks that have it and the hard one enabled. Nests.</summary>
    public static InterruptContext Soft { get; } = new("SOFTIRQ", WaitType.Config, ContextTable.SoftIndex);

    /// <summary>A non-maskable interrupt: nothing is tracked in it, but a blocking acquisition of a class that is used outside is a finding.</summary>
    public static InterruptContext Nmi { get; } = new("NMI", WaitType.Spin, ContextTable.NmiIndex);

    /// <summary>The contexts of the user's own, in order of definition, each with its <see cref="Level"/>.</summary>
    public static IReadOnlyList<InterruptContext> UserDefined => ContextTable.UserDefined;

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>The longest wait that is allowed in it.</summary>
    public WaitType Level { get; }

    /// <summary>Its place in the table.</summary>
    internal int Index { get; }

    /// <summary>Its bit in masks of contexts.</summary>
    internal uint Bit => 1u << Index;

    /// <summary>Adds a context of the user's own to the process-wide table.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="level">The longest wait that is allowed in it: <see cref="WaitType.Spin"/> makes any blocking lock in it a finding.</param>
    /// <returns>The context; for a name that is defined already with the same level, that one.</returns>
    /// <exception cref="ArgumentException">The name is empty, or defined with another level.</exception>
    /// <exception cref="InvalidOperationException">Eight contexts are defined already.</exception>
    public static InterruptContext Define(string name, WaitType level) =>
        ContextTable.Define(name, level, static (name, level, index) => new InterruptContext(name, level, index));

    /// <summary>The current flow enters the context; disposing leaves it.</summary>
    /// <returns>What leaves it.</returns>
    public Scope Enter()
    {
        LockFlow flow = LockFlow.Current;
        flow.EnterHere(this);
        return new Scope(flow, this, entered: true);
    }

    /// <summary>The context cannot interrupt the current flow until the result is disposed.</summary>
    /// <returns>What enables it again.</returns>
    public Scope Disable()
    {
        LockFlow flow = LockFlow.Current;
        flow.Disable(this);
        return new Scope(flow, this, entered: false);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Undoes an <see cref="Enter"/> or <see cref="Disable"/> when disposed.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly LockFlow? _flow;
        private readonly InterruptContext? _context;
        private readonly bool _entered;

        internal Scope(LockFlow flow, InterruptContext context, bool entered)
        {
            _flow = flow;
            _context = context;
            _entered = entered;
        }

        /// <summary>Leaves the context, or enables it again.</summary>
        public void Dispose()
        {
            if (_entered)
            {
                _flow!.LeaveHere(_context!);
            }
            else
            {
                _flow?.Enable(_context!);
            }
        }
    }
}
