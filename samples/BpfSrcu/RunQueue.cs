using LockValidator;

namespace BpfSrcu;

/// <summary>The run queue of the one processor, and the scheduler functions that lock it.</summary>
internal sealed class RunQueue
{
    private readonly ValidatedSpinLock _lock = new(LockClasses.RunQueueLock);
    private readonly List<TaskStruct> _runnable = [];

    /// <summary>A new task becomes runnable: <c>pi_lock</c>, then the queue.</summary>
    public void WakeUpNewTask(TaskStruct task)
    {
        using (TaskRqLock(task))
        {
            Activate(task);
        }
    }

    /// <summary>A sleeping task becomes runnable. One that runs already needs no queue.</summary>
    public void TryToWakeUp(TaskStruct task)
    {
        using (task.PiLock.EnterIrqSave())
        {
            if (!task.IsRunnable)
            {
                using (_lock.EnterScope())
                {
                    Activate(task);
                }
            }
        }
    }

    /// <summary>A task has nothing to do.</summary>
    public void Sleep(TaskStruct task)
    {
        using (TaskRqLock(task))
        {
            Deactivate(task);
        }
    }

    /// <summary>The timer interrupt's look at who runs.</summary>
    public int SchedulerTick()
    {
        using (_lock.EnterIrqSave())
        {
            return _runnable.Count;
        }
    }

    /// <summary>Both locks of a task, as every change of its state needs them.</summary>
    public TaskAndQueueScope TaskRqLock(TaskStruct task)
    {
        IrqSaveLock.Scope piLock = task.PiLock.EnterIrqSave();
        return new TaskAndQueueScope(piLock, _lock.EnterScope());
    }

    /// <summary>The caller holds both locks.</summary>
    public void Deactivate(TaskStruct task)
    {
        task.IsRunnable = false;
        _runnable.Remove(task);
    }

    private void Activate(TaskStruct task)
    {
        task.IsRunnable = true;
        _runnable.Add(task);
    }

    internal ref struct TaskAndQueueScope(IrqSaveLock.Scope piLock, ValidatedSpinLock.Scope queueLock)
    {
        private readonly IrqSaveLock.Scope _piLock = piLock;
        private ValidatedSpinLock.Scope _queueLock = queueLock;

        public void Dispose()
        {
            _queueLock.Dispose();
            _piLock.Dispose();
        }
    }
}
