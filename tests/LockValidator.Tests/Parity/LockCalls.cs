using System.Globalization;

namespace LockValidator.Tests;

/// <summary>The calls of scripts for locks.</summary>
internal static class LockCalls
{
    private static readonly int[] s_milliseconds = [0, 1, -1, -2, int.MinValue];
    private static readonly TimeSpan[] s_spans = [TimeSpan.Zero, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan, TimeSpan.FromMilliseconds(-2), TimeSpan.MaxValue, TimeSpan.FromTicks(-1)];

    public static Call[] ReaderWriter { get; } =
    [
        .. Timed("TryEnterReadLock", (gate, ms) => gate.TryEnterReadLock(ms), (gate, span) => gate.TryEnterReadLock(span)),
        .. Timed("TryEnterWriteLock", (gate, ms) => gate.TryEnterWriteLock(ms), (gate, span) => gate.TryEnterWriteLock(span)),
        .. Timed("TryEnterUpgradeableReadLock", (gate, ms) => gate.TryEnterUpgradeableReadLock(ms), (gate, span) => gate.TryEnterUpgradeableReadLock(span)),
        Do("EnterReadLock", gate => gate.EnterReadLock()), Do("EnterWriteLock", gate => gate.EnterWriteLock()), Do("EnterUpgradeableReadLock", gate => gate.EnterUpgradeableReadLock()),
        .. Twice(Do("ExitReadLock", gate => gate.ExitReadLock()), Do("ExitWriteLock", gate => gate.ExitWriteLock()), Do("ExitUpgradeableReadLock", gate => gate.ExitUpgradeableReadLock())),
        new("state", gate => string.Create(CultureInfo.InvariantCulture, $"{(bool)gate.IsReadLockHeld} {(bool)gate.IsWriteLockHeld} {(bool)gate.IsUpgradeableReadLockHeld} {(int)gate.CurrentReadCount} {(int)gate.RecursiveReadCount} {(int)gate.RecursiveWriteCount} {(int)gate.RecursiveUpgradeCount} {(int)gate.WaitingReadCount} {(int)gate.WaitingWriteCount} {(int)gate.WaitingUpgradeCount} {(object)gate.RecursionPolicy}")),
        Rarely("Dispose", gate => gate.Dispose()),
    ];

    public static Call[] Semaphore { get; } =
    [
        .. Twice(Do("Wait", gate => { if (gate.CurrentCount > 0) { gate.Wait(); } })),
        Do("Wait(token)", gate => { if (gate.CurrentCount > 0) { gate.Wait(CancellationToken.None); } }), Do("Wait(cancelled)", gate => gate.Wait(new CancellationToken(true))),
        .. Attempts("Wait", (gate, ms) => gate.Wait(ms), (gate, span) => span < TimeSpan.MaxValue || gate.CurrentCount > 0 ? gate.Wait(span) : "no"),
        .. Attempts("Wait(cancelled)", (gate, ms) => gate.Wait(ms, new CancellationToken(true)), (gate, span) => gate.Wait(span, new CancellationToken(true))),
        new("WaitAsync", gate => gate.CurrentCount > 0 ? Ended(gate.WaitAsync()) : "no"), new("WaitAsync(cancelled)", gate => Ended(gate.WaitAsync(new CancellationToken(true)))),
        .. Attempts("WaitAsync", (gate, ms) => Ended(gate.WaitAsync(ms)), (gate, span) => span < TimeSpan.MaxValue || gate.CurrentCount > 0 ? Ended(gate.WaitAsync(span)) : "no"),
        .. Attempts("WaitAsync(cancelled)", (gate, ms) => Ended(gate.WaitAsync(ms, new CancellationToken(true))), (gate, span) => Ended(gate.WaitAsync(span, new CancellationToken(true)))),
        .. Twice(new Call("Release", gate => gate.Release())), new("Release(1)", gate => gate.Release(1)), new("Release(2)", gate => gate.Release(2)), new("Release(0)", gate => gate.Release(0)),
        new("CurrentCount", gate => gate.CurrentCount), new("AvailableWaitHandle", gate => gate.AvailableWaitHandle.WaitOne(0)), Rarely("Dispose", gate => gate.Dispose()),
    ];

    public static Call[] Mutex { get; } =
    [
        Do("WaitOne", gate => gate.WaitOne()), .. Timed("WaitOne", (gate, ms) => gate.WaitOne(ms), (gate, span) => gate.WaitOne(span)),
        .. Timed("WaitOne(exit)", (gate, ms) => gate.WaitOne(ms, true), (gate, span) => gate.WaitOne(span, false)),
        .. Twice(Do("ReleaseMutex", gate => gate.ReleaseMutex()), Do("ReleaseMutex", gate => gate.ReleaseMutex())),
        new("WaitAny", gate => WaitHandle.WaitAny(new WaitHandle[] { gate }, 0)), new("WaitAll", gate => WaitHandle.WaitAll(new WaitHandle[] { gate }, 0)),
        Rarely("Dispose", gate => gate.Dispose()), Rarely("Close", gate => gate.Close()),
    ];

    /// <summary>With an int and with a TimeSpan, also such as are no time-out.</summary>
    public static IEnumerable<Call> Timed(string name, Func<dynamic, int, object?> withInt, Func<dynamic, TimeSpan, object?> withSpan) =>
        s_milliseconds.Select(ms => new Call($"{name} {ms}", gate => withInt(gate, ms))).Concat(s_spans.Select(span => new Call($"{name} {span}", gate => withSpan(gate, span))));

    /// <summary>The same without those that could wait for ever or, on a thread that nobody helps, for nothing.</summary>
    public static IEnumerable<Call> Attempts(string name, Func<dynamic, int, object?> withInt, Func<dynamic, TimeSpan, object?> withSpan) =>
        new[] { 0, -2 }.Select(ms => new Call($"{name} {ms}", gate => withInt(gate, ms)))
            .Concat(new[] { TimeSpan.Zero, TimeSpan.FromMilliseconds(-2), TimeSpan.MaxValue }.Select(span => new Call($"{name} {span}", gate => withSpan(gate, span))));

    public static Call Do(string name, Action<dynamic> call) => new(name, gate =>
    {
        call(gate);
        return null;
    });

    /// <summary>Once in some calls, so that most scripts have a life before it.</summary>
    public static Call Rarely(string name, Action<dynamic> call)
    {
        var asked = new System.Runtime.CompilerServices.ConditionalWeakTable<object, System.Runtime.CompilerServices.StrongBox<int>>();
        return new Call(name, gate =>
        {
            if (++asked.GetOrCreateValue((object)gate).Value < 4)
            {
                return "not yet";
            }

            call(gate);
            return null;
        });
    }

    /// <summary>How a task has ended; none of those here can still be waiting.</summary>
    public static object? Ended(Task task)
    {
        if (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(RealThreads.Limit))
        {
            return "waits";
        }

        return task switch
        {
            { IsCanceled: true } => "cancelled",
            { IsFaulted: true } => task.Exception.InnerException!.GetType().Name,
            Task<bool> attempt => attempt.Result,
            _ => "done",
        };
    }

    private static IEnumerable<Call> Twice(params Call[] calls) => calls.Concat(calls);
}
