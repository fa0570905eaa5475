namespace LockValidator;

/// <summary>In which interrupt-like contexts a flow runs, and which may interrupt it.</summary>
/// <remarks>
/// Hard interrupts are switched, not counted: one enable ends any number of disables, and entering the hard context remembers
/// whether it switched them off. All other contexts are counted. Source of the rules: docs/design.md, section on contexts.
/// </remarks>
internal sealed class FlowContext
{
    private readonly List<bool> _hardEntries = [];
    private readonly int[] _inside = new int[ContextTable.NmiIndex + 1];
    private readonly int[] _disabled = new int[ContextTable.NmiIndex + 1];
    private int _configSections;
    private bool _hardEnabled = true;
    private bool _threaded;

    /// <summary>The contexts that the flow is in, as bits.</summary>
    public ushort Inside { get; private set; }

    /// <summary>The contexts of their own right that may interrupt the flow; whether the soft one really may also depends on the hard one.</summary>
    public ushort Enabled { get; private set; } = ushort.MaxValue;

    public bool InNmi => _inside[ContextTable.NmiIndex] > 0;

    /// <summary>Whether anything differs from a plain task's state; then chain keys carry the difference.</summary>
    public bool IsDefault => Inside == 0 && Enabled == ushort.MaxValue && _configSections == 0 && !_threaded;

    /// <summary>The part of a chain key that tells this state from others.</summary>
    public ulong Key => IsDefault ? 0 : ChainKey.Mix(((ulong)Inside << 32) | ((ulong)Enabled << 16) | (_threaded ? 2u : 0u) | (_configSections > 0 ? 1u : 0u));

    public bool IsEnabled(InterruptContext context) => (Enabled & context.Bit) != 0;

    /// <summary>The level of the innermost context; <see cref="WaitType.Max"/> outside of all.</summary>
    public (WaitType Level, InterruptContext? Context) Level
    {
        get
        {
            (WaitType level, InterruptContext? least) = (WaitType.Max, null);
            for (uint left = Inside; left != 0; left &= left - 1)
            {
                InterruptContext context = ContextTable.At(System.Numerics.BitOperations.TrailingZeroCount(left));
                WaitType own = context == InterruptContext.Hard && (_threaded || _configSections > 0) ? WaitType.Config : context.Level;
                if (own < level)
                {
                    (level, least) = (own, context);
                }
            }

            return (level, least);
        }
    }

    /// <summary>Enters a context, which thereby cannot interrupt the flow.</summary>
    public void Enter(InterruptContext context, bool threaded)
    {
        if (context == InterruptContext.Hard)
        {
            _hardEntries.Add(_hardEnabled);
            _hardEnabled = false;
            _threaded = threaded || (_threaded && _hardEntries.Count > 1);
        }
        else
        {
            _disabled[context.Index]++;
        }

        _inside[context.Index]++;
        Refresh();
    }

    /// <summary>Leaves a context. The caller marks the held locks for what this enables.</summary>
    /// <returns>False where the flow is not in it.</returns>
    public bool TryLeave(InterruptContext context)
    {
        if (_inside[context.Index] == 0)
        {
            return false;
        }

        _inside[context.Index]--;
        if (context == InterruptContext.Hard)
        {
            _hardEnabled |= _hardEntries[^1];
            _hardEntries.RemoveAt(_hardEntries.Count - 1);
            _threaded &= _hardEntries.Count > 0;
        }
        else
        {
            _disabled[context.Index]--;
        }

        Refresh();
        return true;
    }

    public void Disable(InterruptContext context)
    {
        if (context == InterruptContext.Hard)
        {
            _hardEnabled = false;
        }
        else
        {
            _disabled[context.Index]++;
        }

        Refresh();
    }

    /// <summary>Takes back one disable.</summary>
    /// <returns>False where there is none to take back.</returns>
    public bool TryEnable(InterruptContext context)
    {
        if (context == InterruptContext.Hard)
        {
            _hardEnabled = true;
        }
        else if (_disabled[context.Index] <= _inside[context.Index])
        {
            return false;
        }
        else
        {
            _disabled[context.Index]--;
        }

        Refresh();
        return true;
    }

    public void MarkThreaded() => _threaded |= _hardEntries.Count > 0;

    public void EnterConfigSection() => _configSections++;

    public bool TryLeaveConfigSection() => _configSections > 0 && --_configSections >= 0;

    private void Refresh()
    {
        uint inside = 0, enabled = ushort.MaxValue;
        for (int i = 0; i < _inside.Length; i++)
        {
            inside |= _inside[i] > 0 ? 1u << i : 0;
            enabled &= (i == ContextTable.HardIndex ? !_hardEnabled : _disabled[i] > 0) ? ~(1u << i) : ~0u;
        }

        Inside = (ushort)inside;
        Enabled = (ushort)enabled;
    }
}
