using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LockValidator.Interception;

/// <summary>What intercepted calls on a <c>SemaphoreSlim</c> arrive at. One that is used as a lock is watched as one.</summary>
/// <remarks>For generated code. Overload for overload as the original, with the site added.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CS1591 // Each member is the original's, whose documentation applies.
#pragma warning disable CA1068 // The site comes last in every member.
public static class SemaphoreSlimCapture
{
    private static readonly ConditionalWeakTable<SemaphoreSlim, CapturedSemaphore> s_table = [];

    public static void Wait(SemaphoreSlim semaphore, CaptureSite? site) => _ = WaitChecked(semaphore, Timeout.Infinite, CancellationToken.None, site);

    public static void Wait(SemaphoreSlim semaphore, CancellationToken cancellationToken, CaptureSite? site) => _ = WaitChecked(semaphore, Timeout.Infinite, cancellationToken, site);

    // The original judges a wrong time-out differently in this overload.
    public static bool Wait(SemaphoreSlim semaphore, int millisecondsTimeout, CaptureSite? site) => millisecondsTimeout < Timeout.Infinite
        ? semaphore.Wait(millisecondsTimeout)
        : WaitChecked(semaphore, millisecondsTimeout, CancellationToken.None, site);

    public static bool Wait(SemaphoreSlim semaphore, TimeSpan timeout, CaptureSite? site) => WaitChecked(semaphore, LockTimeouts.ToMilliseconds(timeout), CancellationToken.None, site);

    public static bool Wait(SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken, CaptureSite? site) => WaitChecked(semaphore, millisecondsTimeout, cancellationToken, site);

    public static bool Wait(SemaphoreSlim semaphore, TimeSpan timeout, CancellationToken cancellationToken, CaptureSite? site) => WaitChecked(semaphore, LockTimeouts.ToMilliseconds(timeout), cancellationToken, site);

    public static Task WaitAsync(SemaphoreSlim semaphore, CaptureSite? site) => WaitCheckedAsync(semaphore, Timeout.Infinite, CancellationToken.None, site);

    public static Task WaitAsync(SemaphoreSlim semaphore, CancellationToken cancellationToken, CaptureSite? site) => WaitCheckedAsync(semaphore, Timeout.Infinite, cancellationToken, site);

    // The original judges a wrong time-out differently in this overload.
    public static Task<bool> WaitAsync(SemaphoreSlim semaphore, int millisecondsTimeout, CaptureSite? site) => millisecondsTimeout < Timeout.Infinite
        ? semaphore.WaitAsync(millisecondsTimeout)
        : WaitCheckedAsync(semaphore, millisecondsTimeout, CancellationToken.None, site);

    public static Task<bool> WaitAsync(SemaphoreSlim semaphore, TimeSpan timeout, CaptureSite? site) => WaitCheckedAsync(semaphore, LockTimeouts.ToMilliseconds(timeout), CancellationToken.None, site);

    public static Task<bool> WaitAsync(SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken, CaptureSite? site) => WaitCheckedAsync(semaphore, millisecondsTimeout, cancellationToken, site);

    public static Task<bool> WaitAsync(SemaphoreSlim semaphore, TimeSpan timeout, CancellationToken cancellationToken, CaptureSite? site) => WaitCheckedAsync(semaphore, LockTimeouts.ToMilliseconds(timeout), cancellationToken, site);

    public static int Release(SemaphoreSlim semaphore, CaptureSite? site) => Release(semaphore, 1, site);

    public static int Release(SemaphoreSlim semaphore, int releaseCount, CaptureSite? site) => LockValidation.IsEnabled
        ? Of(semaphore, site).Release(semaphore, releaseCount)
        : semaphore.Release(releaseCount);

    private static bool WaitChecked(SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken, CaptureSite? site) =>
        LockValidation.IsEnabled && millisecondsTimeout >= Timeout.Infinite
            ? Of(semaphore, site).Wait(semaphore, millisecondsTimeout, cancellationToken)
            : semaphore.Wait(millisecondsTimeout, cancellationToken);

    // Not async: what an async method puts into the execution context does not reach its caller.
    private static Task<bool> WaitCheckedAsync(SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken, CaptureSite? site) =>
        LockValidation.IsEnabled && millisecondsTimeout >= Timeout.Infinite
            ? Of(semaphore, site).WaitAsync(semaphore, millisecondsTimeout, cancellationToken)
            : semaphore.WaitAsync(millisecondsTimeout, cancellationToken);

    private static CapturedSemaphore Of(SemaphoreSlim semaphore, CaptureSite? site) =>
        s_table.TryGetValue(semaphore, out CapturedSemaphore? known) ? known : Add(semaphore, site);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CapturedSemaphore Add(SemaphoreSlim semaphore, CaptureSite? site)
    {
        LockClass type = CaptureNames.Resolve(semaphore, LockKind.Async, site);
        CaptureSession.Observed("SemaphoreSlim");
        return s_table.GetValue(semaphore, _ => new CapturedSemaphore(type));
    }
}
