using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// <c>System.Threading.Mutex</c>, watched: orders that could deadlock are reported the first time. Swap the type and keep the code.
/// </summary>
/// <remarks>
/// <para>
/// Safe for use by any number of threads; re-entrant, as the original is. All objects of one name are one mutex. An
/// <see cref="AbandonedMutexException"/> means, as with the original, that the mutex is held. The check precedes the real acquisition.
/// </para>
/// <para>
/// It is a <see cref="WaitHandle"/> of the real mutex, so <see cref="WaitHandle.WaitAny(WaitHandle[])"/> and its like take it;
/// they are not watched, and neither is a wait that the thread pool registers. What cannot be mirrored: it is no <see cref="Mutex"/>, so code that
/// asks for one does not take it; the access-control extensions are of that kind.
/// </para>
/// </remarks>
public sealed partial class ValidatedMutex : WaitHandle, IValidatedLock
{
    private readonly Mutex _mutex;

    // A named mutex outlives its objects.
    private readonly bool _isNamed;

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Written at construction and by Dispose.
    private LockMap _map;

    /// <summary>Makes a mutex without a name, whose class is the place in the source that makes it, and that nobody holds.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedMutex([CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
        : this(new Mutex(), null, SiteOf(null, file, line, member), isHeld: false)
    {
    }

    /// <summary>Makes a mutex without a name, whose class is the place in the source that makes it.</summary>
    /// <param name="initiallyOwned">True: the calling thread holds it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedMutex(bool initiallyOwned, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
        : this(new Mutex(initiallyOwned), null, SiteOf(null, file, line, member), initiallyOwned)
    {
    }

    /// <summary>Makes or opens a mutex.</summary>
    /// <param name="initiallyOwned">True: the calling thread holds it, if it was made.</param>
    /// <param name="name">The name that the system knows it by, and reports too; null or empty: none.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedMutex(bool initiallyOwned, string? name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerMemberName] string member = "")
        : this(initiallyOwned, name, out _, file, line, member)
    {
    }

    /// <summary>Makes or opens a mutex.</summary>
    /// <param name="initiallyOwned">True: the calling thread holds it, if it was made.</param>
    /// <param name="name">The name that the system knows it by, and reports too; null or empty: none.</param>
    /// <param name="createdNew">True if it was made.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedMutex(
        bool initiallyOwned,
        string? name,
        out bool createdNew,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(new Mutex(initiallyOwned, name, out createdNew), name, SiteOf(name, file, line, member), initiallyOwned && createdNew)
    {
    }

    /// <summary>Makes or opens a mutex of a given class.</summary>
    /// <param name="type">The class; of a name that is known already, the class of its first object counts.</param>
    /// <param name="initiallyOwned">True: the calling thread holds it, if it was made.</param>
    /// <param name="name">The name that the system knows it by; null or empty: none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public ValidatedMutex(LockClass type, bool initiallyOwned = false, string? name = null)
        : this(Checked(type, initiallyOwned, name, out bool createdNew), name, type, initiallyOwned && createdNew)
    {
    }

    private ValidatedMutex(Mutex mutex, string? name, LockClass? type, bool isHeld)
    {
        _mutex = mutex;
        _isNamed = !string.IsNullOrEmpty(name);
        SafeWaitHandle = mutex.SafeWaitHandle;
        if (LockValidation.IsEnabled)
        {
            _map = _isNamed ? NamedMutexes.Of(name!, type!) : new LockMap(type!, reentrant: true, owner: this);
            if (isHeld)
            {
                // It was made, so nobody could be waited for.
                _map.Acquire(new AcquireOptions(Kind: AcquireKind.Try));
            }
        }
    }

    /// <inheritdoc/>
    public LockMap Map => _map;

    /// <summary>Opens a mutex that has a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="WaitHandleCannotBeOpenedException">There is none of that name.</exception>
    public static ValidatedMutex OpenExisting(string name) => Opened(Mutex.OpenExisting(name), name);

    /// <summary>Opens a mutex that has a name, if there is one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="result">The mutex; null if there is none.</param>
    /// <returns>True if there is one.</returns>
    public static bool TryOpenExisting(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ValidatedMutex? result)
    {
        result = Mutex.TryOpenExisting(name, out Mutex? found) ? Opened(found, name) : null;
        return result is not null;
    }

    /// <summary>Takes the mutex, waiting as long as it takes.</summary>
    /// <returns>True.</returns>
    /// <exception cref="AbandonedMutexException">The last holder's thread ended without releasing it. It is held now.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; the mutex is not held.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the mutex is not held.</exception>
    public override bool WaitOne() => WaitOne(Timeout.Infinite);

    /// <summary>Takes the mutex if it becomes free in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True if it was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="WaitOne()" path="/exception"/>
    public override bool WaitOne(int millisecondsTimeout) => LockValidation.IsEnabled && LockTimeouts.IsValid(millisecondsTimeout)
        ? RealLocks.Take(in _map, default, new MutexSide(_mutex), millisecondsTimeout)
        : _mutex.WaitOne(millisecondsTimeout);

    /// <summary>Takes the mutex if it becomes free in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <inheritdoc cref="WaitOne(int)"/>
    public override bool WaitOne(TimeSpan timeout) => LockValidation.IsEnabled && LockTimeouts.IsValid(timeout, out int milliseconds)
        ? WaitOne(milliseconds)
        : _mutex.WaitOne(timeout);

    /// <inheritdoc cref="WaitOne(int)"/>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="exitContext">Has no effect.</param>
    public override bool WaitOne(int millisecondsTimeout, bool exitContext) => WaitOne(millisecondsTimeout);

    /// <inheritdoc cref="WaitOne(TimeSpan)"/>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <param name="exitContext">Has no effect.</param>
    public override bool WaitOne(TimeSpan timeout, bool exitContext) => WaitOne(timeout);

    /// <summary>Takes the mutex, on purpose while another of its class is held; to be released by <see cref="ReleaseMutex"/>.</summary>
    /// <param name="subclass">The level of this one in the order of the nesting, 0 to 7; another one is a finding.</param>
    /// <inheritdoc cref="WaitOne()" path="/exception"/>
    public void WaitOneNested(int subclass) => WaitNested(new AcquireOptions(Subclass: subclass));

    /// <summary>Takes the mutex, on purpose while others of its class are held; to be released by <see cref="ReleaseMutex"/>.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    /// <inheritdoc cref="WaitOne()" path="/exception"/>
    public void WaitOneNested(IValidatedLock under)
    {
        ArgumentNullException.ThrowIfNull(under);
        WaitNested(new AcquireOptions(Nest: under.Map));
    }

    /// <summary>Releases the mutex, once.</summary>
    /// <exception cref="ApplicationException">The calling thread does not hold it. That is also a finding, which names who does.</exception>
    /// <exception cref="ObjectDisposedException">This object was disposed.</exception>
    public void ReleaseMutex()
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.GiveBack(in _map, LockMode.Exclusive, new MutexSide(_mutex));
        }
        else
        {
            _mutex.ReleaseMutex();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool explicitDisposing)
    {
        base.Dispose(explicitDisposing);
        if (explicitDisposing)
        {
            _mutex.Dispose();
            if (LockValidation.IsEnabled && !_isNamed && !_map.Equals(default))
            {
                _map.Destroy();
            }
        }
    }

    private static Mutex Checked(LockClass type, bool initiallyOwned, string? name, out bool createdNew)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new Mutex(initiallyOwned, name, out createdNew);
    }

    private static LockClass? SiteOf(string? name, string file, int line, string member) =>
        LockValidation.IsEnabled ? LockClass.ForSite(LockKind.Sleeping, name, file, line, member) : null;

    private static ValidatedMutex Opened(Mutex found, string name) =>
        new(found, name, SiteOf(name, "", 0, nameof(OpenExisting)), isHeld: false);

    private void WaitNested(in AcquireOptions options)
    {
        if (LockValidation.IsEnabled)
        {
            RealLocks.Take(in _map, in options, new MutexSide(_mutex), Timeout.Infinite);
        }
        else
        {
            _mutex.WaitOne();
        }
    }
}
