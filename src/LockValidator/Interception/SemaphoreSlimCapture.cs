using System.ComponentModel;

namespace LockValidator.Interception;

/// <summary>What intercepted calls on a <c>SemaphoreSlim</c> arrive at. One that is used as a lock is watched as one.</summary>
/// <remarks>For generated code. Overload for overload as the original, with the site added.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CS1591 // Each member is the original's, whose documentation applies.
#pragma warning disable CA1068 // The site comes last in every member.
public static class SemaphoreSlimCapture
{
    private static readonly WatchedObjects<SemaphoreSlim, ValidatedSemaphore> s_watched =
        new(LockKind.Async, static (semaphore, type) => new ValidatedSemaphore(semaphore, type));

    public static void Wait(SemaphoreSlim semaphore, CaptureSite? site)
    {
        if (LockValidation.IsEnabled)
        {
            s_watched.Of(semaphore, site).Wait();
        }
        else
        {
            semaphore.Wait();
        }
    }

    public static void Wait(SemaphoreSlim semaphore, CancellationToken cancellationToken, CaptureSite? site)
    {
        if (LockValidation.IsEnabled)
        {
            s_watched.Of(semaphore, site).Wait(cancellationToken);
        }
        else
        {
            semaphore.Wait(cancellationToken);
        }
    }

    public static bool Wait(SemaphoreSlim semaphore, int millisecondsTimeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).Wait(millisecondsTimeout)
        : semaphore.Wait(millisecondsTimeout);

    public static bool Wait(SemaphoreSlim semaphore, TimeSpan timeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).Wait(timeout)
        : semaphore.Wait(timeout);

    public static bool Wait(SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).Wait(millisecondsTimeout, cancellationToken)
        : semaphore.Wait(millisecondsTimeout, cancellationToken);

    public static bool Wait(SemaphoreSlim semaphore, TimeSpan timeout, CancellationToken cancellationToken, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).Wait(timeout, cancellationToken)
        : semaphore.Wait(timeout, cancellationToken);

    public static Task WaitAsync(SemaphoreSlim semaphore, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).WaitAsync()
        : semaphore.WaitAsync();

    public static Task WaitAsync(SemaphoreSlim semaphore, CancellationToken cancellationToken, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).WaitAsync(cancellationToken)
        : semaphore.WaitAsync(cancellationToken);

    public static Task<bool> WaitAsync(SemaphoreSlim semaphore, int millisecondsTimeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).WaitAsync(millisecondsTimeout)
        : semaphore.WaitAsync(millisecondsTimeout);

    public static Task<bool> WaitAsync(SemaphoreSlim semaphore, TimeSpan timeout, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).WaitAsync(timeout)
        : semaphore.WaitAsync(timeout);

    public static Task<bool> WaitAsync(SemaphoreSlim semaphore, int millisecondsTimeout, CancellationToken cancellationToken, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).WaitAsync(millisecondsTimeout, cancellationToken)
        : semaphore.WaitAsync(millisecondsTimeout, cancellationToken);

    public static Task<bool> WaitAsync(SemaphoreSlim semaphore, TimeSpan timeout, CancellationToken cancellationToken, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).WaitAsync(timeout, cancellationToken)
        : semaphore.WaitAsync(timeout, cancellationToken);

    public static int Release(SemaphoreSlim semaphore, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).Release()
        : semaphore.Release();

    public static int Release(SemaphoreSlim semaphore, int releaseCount, CaptureSite? site) => LockValidation.IsEnabled
        ? s_watched.Of(semaphore, site).Release(releaseCount)
        : semaphore.Release(releaseCount);
}
