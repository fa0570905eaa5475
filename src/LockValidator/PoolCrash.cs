using System.Runtime.ExceptionServices;

namespace LockValidator;

/// <summary>What happens to an exception that deferred code throws where no caller can catch it.</summary>
internal static class PoolCrash
{
    /// <summary>
    /// Throws it on a pool thread: unhandled, as an exception of a work item or timer is. It must not surface in the unrelated
    /// code that happens to release a lock or to end a grace period.
    /// </summary>
    public static void Throw(Exception exception) =>
        ThreadPool.UnsafeQueueUserWorkItem(static known => known.Throw(), ExceptionDispatchInfo.Capture(exception), preferLocal: false);
}
