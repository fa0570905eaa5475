using LockValidator;

namespace BpfSrcu;

/// <summary>Sleepable read-copy-update as far as updaters see it: callbacks, and grace periods that a work item drives.</summary>
internal sealed class SrcuStruct
{
    private readonly Workqueue _workqueue;
    private readonly IrqWork? _irqWork;
    private readonly ValidatedSpinLock _usageLock;
    private readonly Queue<Action> _callbacks = new();
    private bool _gracePeriodRuns;

    public SrcuStruct(Workqueue workqueue, KernelConfig config)
    {
        _workqueue = workqueue;
        _usageLock = new ValidatedSpinLock(config.RawSrcuLock ? LockClasses.RawSrcuUsageLock : LockClasses.SrcuUsageLock);
        _irqWork = config.IrqWorkHop ? new IrqWork(QueueProcessing) : null;
    }

    /// <summary>Runs a callback after a grace period. Callers take it to be safe anywhere.</summary>
    public void CallSrcu(Action callback) => SrcuGpStartIfNeeded(callback);

    /// <summary>Starts a grace period; the wait for its end is left out.</summary>
    public void SynchronizeSrcu() => SrcuGpStartIfNeeded(callback: null);

    private void SrcuGpStartIfNeeded(Action? callback)
    {
        using (SpinLockIrqSaveSspContention())
        {
            if (callback is not null)
            {
                _callbacks.Enqueue(callback);
            }

            if (!_gracePeriodRuns)
            {
                _gracePeriodRuns = true;
                SrcuFunnelGpStart();
            }
        }
    }

    /// <summary>Runs under the usage lock: without the hop, everything that queueing work locks comes after that lock.</summary>
    private void SrcuFunnelGpStart()
    {
        if (_irqWork is not null)
        {
            _irqWork.Queue();
        }
        else
        {
            QueueProcessing();
        }
    }

    private void QueueProcessing() => _workqueue.QueueDelayedWork(ProcessSrcu);

    /// <summary>In the worker: the grace period ends, and what waited for it runs.</summary>
    private void ProcessSrcu()
    {
        Action[] ready;
        using (SpinLockIrqSaveSspContention())
        {
            _gracePeriodRuns = false;
            ready = [.. _callbacks];
            _callbacks.Clear();
        }

        foreach (Action callback in ready)
        {
            callback();
        }
    }

    private IrqSaveLock.Scope SpinLockIrqSaveSspContention() => _usageLock.EnterIrqSave();
}
