using LockValidator;

namespace BpfSrcu;

/// <summary>A workqueue with one pool of one worker.</summary>
internal sealed class Workqueue(RunQueue runQueue)
{
    private readonly ValidatedSpinLock _poolLock = new(LockClasses.PoolLock);
    private readonly Queue<Action> _work = new();
    private TaskStruct? _worker;

    /// <summary>At boot: the pool gets its worker, and wakes it under the pool's lock.</summary>
    public void Init() => CreateWorker(new TaskStruct("kworker/0:0"));

    public void QueueDelayedWork(Action work) => QueueWork(work);

    /// <summary>Puts work in the pool, from anywhere: interrupts too.</summary>
    public void QueueWork(Action work)
    {
        using (_poolLock.EnterIrqSave())
        {
            _work.Enqueue(work);
            WakeUpWorker();
        }
    }

    /// <summary>What the worker does until there is nothing left, when it goes to sleep. The work itself runs with no lock held.</summary>
    public void WorkerThread()
    {
        while (Take() is { } work)
        {
            work();
        }

        runQueue.Sleep(_worker!);
    }

    private void CreateWorker(TaskStruct worker)
    {
        using (_poolLock.EnterIrqSave())
        {
            _worker = worker;
            WakeUpWorker();
        }
    }

    private void WakeUpWorker()
    {
        // A worker that runs finds the work by itself.
        if (_worker is { IsRunnable: false } sleeping)
        {
            runQueue.TryToWakeUp(sleeping);
        }
    }

    private Action? Take()
    {
        using (_poolLock.EnterIrqSave())
        {
            return _work.TryDequeue(out Action? next) ? next : null;
        }
    }
}
