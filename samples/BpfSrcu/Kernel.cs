using LockValidator;

namespace BpfSrcu;

/// <summary>The parts put together, and what happens to them in every stage.</summary>
internal sealed class Kernel
{
    private readonly LockChecker _checker;
    private readonly RunQueue _runQueue = new();
    private readonly Workqueue _workqueue;
    private readonly RcuTasksTrace _rcuTasksTrace;
    private readonly SchedExt _schedExt;

    public Kernel(LockChecker checker, KernelConfig config)
    {
        _checker = checker;
        _workqueue = new Workqueue(_runQueue);
        _rcuTasksTrace = new RcuTasksTrace(new SrcuStruct(_workqueue, config));
        var exitTask = new BpfProgram(new RcuDomain("rcu_read_lock"), BpfLocalStorage.BpfTaskStorageDelete);
        _schedExt = new SchedExt(_runQueue, exitTask);
    }

    /// <summary>Where the two older orders come from: <c>pi_lock</c> before the queue's lock, the pool's lock before <c>pi_lock</c>.</summary>
    public void Boot() => CpuContext.Run(_checker, "swapper/0/1", () =>
    {
        _runQueue.WakeUpNewTask(new TaskStruct("init"));
        _workqueue.Init();
    });

    /// <summary>A timer tick: the scheduler's and the workqueue's locks are taken in hard and in soft interrupts, each by itself.</summary>
    public void Tick() => CpuContext.Run(_checker, "swapper/0/0", () =>
    {
        var running = new TaskStruct("top") { IsRunnable = true };
        foreach (InterruptContext context in (InterruptContext[])[InterruptContext.Hard, InterruptContext.Soft])
        {
            CpuContext.Current.Interrupt(context, () => _runQueue.TryToWakeUp(running));
            CpuContext.Current.Interrupt(context, () => _runQueue.SchedulerTick());
            CpuContext.Current.Interrupt(context, () => _workqueue.QueueWork(static () => { }));
        }
    });

    /// <summary>Some task waits for a grace period, which starts one: SRCU's usage lock before the pool's, unless there is a hop between them.</summary>
    public void Synchronize() => CpuContext.Run(_checker, "rcu_test/77", _rcuTasksTrace.SynchronizeRcuTasksTrace);

    /// <summary>The worker does what is queued: the grace period ends.</summary>
    public void RunWorker() => CpuContext.Run(_checker, "kworker/0:0/9", _workqueue.WorkerThread);

    /// <summary>A task with BPF storage leaves the extensible scheduler.</summary>
    /// <returns>The storage.</returns>
    public BpfLocalStorage ExitTask(string name)
    {
        var storage = new BpfLocalStorage(_rcuTasksTrace);
        var task = new TaskStruct(name) { IsRunnable = true, Storage = storage };
        CpuContext.Run(_checker, name, () => _schedExt.ScxDisableAndExitTask(task));
        return storage;
    }
}
