namespace BpfSrcu;

/// <summary>What BPF programs keep with a task. A program may still have pointers into it when it is deleted, hence the grace period.</summary>
internal sealed class BpfLocalStorage(RcuTasksTrace rcu)
{
    public bool IsFreed { get; private set; }

    /// <summary><c>bpf_task_storage_delete</c>.</summary>
    public static void BpfTaskStorageDelete(TaskStruct task)
    {
        if (task.Storage is { } storage)
        {
            task.Storage = null;
            storage.BpfSelemUnlink();
        }
    }

    private void BpfSelemUnlink() => rcu.CallRcuTasksTrace(() => IsFreed = true);
}
