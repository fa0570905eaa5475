using LockValidator;

namespace BpfSrcu;

/// <summary>A processor running one task: the task's flow, and whether interrupts are off.</summary>
internal sealed class CpuContext
{
    // What the kernel calls `current`: written by Run, on the thread that plays the task.
    [ThreadStatic]
    private static CpuContext? t_current;

    private readonly LockFlow _flow;
    private bool _interruptsOff;

    private CpuContext(LockFlow flow) => _flow = flow;

    public static CpuContext Current => t_current ?? throw new InvalidOperationException("No task runs here.");

    /// <summary>Plays a task from its beginning to its end.</summary>
    public static void Run(LockChecker checker, string task, Action body)
    {
        var flow = new LockFlow(checker, task);
        t_current = new CpuContext(flow);
        try
        {
            using (flow.MakeCurrent())
            {
                body();
                flow.End();
            }
        }
        finally
        {
            t_current = null;
        }
    }

    /// <returns>How it was before, for <see cref="RestoreInterrupts"/>.</returns>
    public bool DisableInterrupts()
    {
        bool before = _interruptsOff;
        if (!before)
        {
            _flow.Disable(InterruptContext.Hard);
            _interruptsOff = true;
        }

        return before;
    }

    public void RestoreInterrupts(bool before)
    {
        if (!before)
        {
            _flow.Enable(InterruptContext.Hard);
            _interruptsOff = false;
        }
    }

    /// <summary>An interrupt comes in on top of whatever runs. A hard one runs with interrupts off, a soft one as it finds them.</summary>
    public void Interrupt(InterruptContext context, Action handler)
    {
        bool before = _interruptsOff;
        using (context.Enter())
        {
            _interruptsOff |= context == InterruptContext.Hard;
            handler();
            _interruptsOff = before;
        }
    }
}
