using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// <c>System.Threading.SemaphoreSlim</c>, watched where it is used as a lock: orders that could deadlock are reported the first
/// time, with blocking and with awaited acquisitions in one graph. Swap the type and keep the code.
/// </summary>
/// <remarks>
/// <para>
/// Safe for use by any number of threads. A semaphore counts as a lock from the first acquisition that finds one permit left. Findings
/// wait until a release matches its acquisition; a semaphore that signals instead (released without being held, by a stranger, or with a
/// count above 1) is not watched from then on.
/// </para>
/// <para>
/// The hold follows the flow that took it over <c>await</c>s. An <c>async</c> method that takes it and returns leaves its caller
/// without the hold, as it does with any ambient value. The check precedes the real acquisition. With validation off
/// (<see cref="LockValidation.IsEnabled"/>) it is the bare semaphore.
/// </para>
/// </remarks>
public sealed partial class ValidatedSemaphore : IDisposable, IValidatedLock
{
    private readonly SemaphoreSlim _semaphore;
    private readonly SemaphoreRole _role = new();

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Its flags are written when the role changes.
    private LockMap _map;

    /// <summary>Makes a semaphore whose class is the place in the source that makes it.</summary>
    /// <param name="initialCount">How many permits there are at first.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initialCount"/> is negative.</exception>
    public ValidatedSemaphore(
        int initialCount,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(new SemaphoreSlim(initialCount), LockValidation.IsEnabled ? LockClass.ForSite(LockKind.Async, name, file, line, member) : null)
    {
    }

    /// <summary>Makes a semaphore whose class is the place in the source that makes it.</summary>
    /// <param name="initialCount">How many permits there are at first.</param>
    /// <param name="maxCount">How many there can be.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the first is above the second, or that is 0.</exception>
    public ValidatedSemaphore(
        int initialCount,
        int maxCount,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(new SemaphoreSlim(initialCount, maxCount), LockValidation.IsEnabled ? LockClass.ForSite(LockKind.Async, name, file, line, member) : null)
    {
    }

    /// <summary>Makes a semaphore of a given class, of kind <see cref="LockKind.Async"/>.</summary>
    /// <param name="type">The class; one with an order function allows several of it to be taken in that order.</param>
    /// <param name="initialCount">How many permits there are at first.</param>
    /// <param name="maxCount">How many there can be.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the first is above the second, or that is 0.</exception>
    public ValidatedSemaphore(LockClass type, int initialCount, int maxCount = int.MaxValue)
        : this(new SemaphoreSlim(initialCount, maxCount), type ?? throw new ArgumentNullException(nameof(type)))
    {
    }

    /// <summary>Watches a semaphore that is there already; disposing this one disposes it.</summary>
    internal ValidatedSemaphore(SemaphoreSlim semaphore, LockClass? type)
    {
        _semaphore = semaphore;
        if (LockValidation.IsEnabled)
        {
            _map = new LockMap(type!, threadAffine: false, owner: this);
            _map.BeginTrial();
        }
    }

    /// <inheritdoc/>
    public LockMap Map => _map;

    /// <summary>How many permits there are.</summary>
    public int CurrentCount => _semaphore.CurrentCount;

    /// <summary>A handle that is signalled while there is a permit. Waiting for it takes none.</summary>
    /// <exception cref="ObjectDisposedException">The semaphore was disposed.</exception>
    public WaitHandle AvailableWaitHandle => _semaphore.AvailableWaitHandle;

    /// <summary>Gives a permit back.</summary>
    /// <returns>How many there were before.</returns>
    /// <exception cref="ObjectDisposedException">The semaphore was disposed.</exception>
    /// <exception cref="SemaphoreFullException">There would be too many.</exception>
    public int Release() => Release(1);

    /// <summary>Gives permits back.</summary>
    /// <param name="releaseCount">How many.</param>
    /// <returns>How many there were before.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="releaseCount"/> is less than 1.</exception>
    /// <inheritdoc cref="Release()" path="/exception"/>
    public int Release(int releaseCount)
    {
        if (!LockValidation.IsEnabled || _role.IsDemoted)
        {
            return _semaphore.Release(releaseCount);
        }

        SemaphoreHold? holder = _role.TakeHolder();
        int before;
        try
        {
            before = _semaphore.Release(releaseCount);
        }
        catch
        {
            if (holder is { } still)
            {
                _role.PutBack(still);
            }

            throw;
        }

        if (holder is { } ended && releaseCount == 1 && before == 0)
        {
            _role.Released(ended, ref _map);
        }
        else
        {
            holder?.Hold.Release();
            _role.Demote(ref _map);
        }

        return before;
    }

    /// <summary>Frees what the semaphore uses. It is a finding if it is a lock and held, or is taken later.</summary>
    public void Dispose()
    {
        _semaphore.Dispose();
        if (LockValidation.IsEnabled && _role.IsLock)
        {
            _map.Destroy();
        }
    }
}
