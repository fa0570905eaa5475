namespace BpfSrcu;

/// <summary>The extensible scheduler: its callbacks are BPF programs, and it calls them under the scheduler's locks.</summary>
internal sealed class SchedExt(RunQueue runQueue, BpfProgram opsExitTask)
{
    /// <summary>A task leaves: <c>ops.exit_task()</c> is called with <c>pi_lock</c> and the run queue's lock held.</summary>
    public void ScxDisableAndExitTask(TaskStruct task)
    {
        using (runQueue.TaskRqLock(task))
        {
            runQueue.Deactivate(task);
            opsExitTask.BpfProgEnter(task);
        }
    }
}
