using LockValidator;

namespace BpfSrcu;

/// <summary>The lock classes of the published reports, under their names there.</summary>
internal static class LockClasses
{
    private const string SrcuUsageName = "rcu_tasks_trace_srcu_struct_srcu_usage.lock";

    public static LockClass PiLock { get; } = new("&p->pi_lock", LockKind.RawSpin);

    public static LockClass RunQueueLock { get; } = new("&rq->__lock", LockKind.RawSpin);

    public static LockClass PoolLock { get; } = new("&pool->lock", LockKind.RawSpin);

    public static LockClass SrcuUsageLock { get; } = new(SrcuUsageName, LockKind.Spin);

    public static LockClass RawSrcuUsageLock { get; } = new(SrcuUsageName, LockKind.RawSpin);
}
