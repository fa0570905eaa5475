// Hot path: no allocation, no lock of our own, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// <c>System.Threading.SpinLock</c>, watched. While it is held nothing may be taken that can put the thread to sleep: that is a
/// finding, as are orders that could deadlock and taking it twice.
/// </summary>
/// <remarks>
/// Safe for use by any number of threads; not re-entrant. A class, where the original is a struct: a copy is the same lock. The
/// check precedes the real acquisition. With validation off (<see cref="LockValidation.IsEnabled"/>) it is the bare lock.
/// </remarks>
public sealed partial class ValidatedSpinLock : IValidatedLock
{
    // Neither is readonly: both are mutable structs.
    private SpinLock _lock;
    private LockMap _map;

    /// <summary>Makes a lock whose class is the place in the source that makes it. It spins in every wait model.</summary>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="enableThreadOwnerTracking">True: the lock knows its owner and refuses what others do to it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <remarks>Costs one look-up; the first lock of a place also one stack walk.</remarks>
    public ValidatedSpinLock(
        string name = "",
        bool enableThreadOwnerTracking = true,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        _lock = new SpinLock(enableThreadOwnerTracking);
        if (LockValidation.IsEnabled)
        {
            LockClass type = LockClass.ForSite(LockKind.RawSpin, name, file, line, member);
            _map = new LockMap(type, threadAffine: enableThreadOwnerTracking, owner: this);
        }
    }

    /// <summary>Makes a lock whose class is the place in the source that makes it, as <c>new SpinLock(bool)</c> is written.</summary>
    /// <param name="enableThreadOwnerTracking">True: the lock knows its owner and refuses what others do to it.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedSpinLock(
        bool enableThreadOwnerTracking,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(name, enableThreadOwnerTracking, file, line, member)
    {
    }

    /// <summary>Makes a lock of a given class, such as one of kind <see cref="LockKind.Spin"/>, which sleeps in the real-time wait model.</summary>
    /// <param name="type">The class.</param>
    /// <param name="enableThreadOwnerTracking">True: the lock knows its owner and refuses what others do to it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public ValidatedSpinLock(LockClass type, bool enableThreadOwnerTracking = true)
    {
        ArgumentNullException.ThrowIfNull(type);
        _lock = new SpinLock(enableThreadOwnerTracking);
        if (LockValidation.IsEnabled)
        {
            _map = new LockMap(type, threadAffine: enableThreadOwnerTracking, owner: this);
        }
    }

    /// <inheritdoc/>
    public LockMap Map => _map;

    /// <summary>Whether any thread holds the lock.</summary>
    public bool IsHeld => _lock.IsHeld;

    /// <summary>Whether the calling thread holds the lock.</summary>
    /// <exception cref="InvalidOperationException">The lock does not know its owner.</exception>
    public bool IsHeldByCurrentThread => _lock.IsHeldByCurrentThread;

    /// <summary>Whether the lock knows its owner.</summary>
    public bool IsThreadOwnerTrackingEnabled => _lock.IsThreadOwnerTrackingEnabled;

    /// <summary>Takes the lock, spinning as long as it takes.</summary>
    /// <param name="lockTaken">Must be false; true afterwards if the lock was taken, also where an exception is thrown.</param>
    /// <exception cref="ArgumentException"><paramref name="lockTaken"/> is true.</exception>
    /// <exception cref="LockRecursionException">The lock knows its owner, and that is the calling thread.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is not held.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(ref bool lockTaken)
    {
        if (!LockValidation.IsEnabled)
        {
            _lock.Enter(ref lockTaken);
        }
        else if (lockTaken || _lock.IsThreadOwnerTrackingEnabled)
        {
            EnterTracked(ref lockTaken);
        }
        else
        {
            _map.Acquire();

            // A try by a lock that does not know its owner throws nothing.
            _lock.TryEnter(ref lockTaken);
            if (!lockTaken)
            {
                EnterReal(ref lockTaken);
            }
        }
    }

    /// <summary>Takes the lock until the result is disposed.</summary>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <inheritdoc cref="Enter" path="/exception[@cref!='T:System.ArgumentException']"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scope EnterScope()
    {
        bool taken = false;
        Enter(ref taken);
        return new Scope(this);
    }

    /// <summary>
    /// Takes the lock, on purpose, while another of its class is held, until the result is disposed. The level says where this one
    /// stands in the order of the nesting.
    /// </summary>
    /// <param name="subclass">The level, 0 to 7; another one is a finding.</param>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <inheritdoc cref="Enter" path="/exception[@cref!='T:System.ArgumentException']"/>
    public Scope EnterNested(int subclass)
    {
        bool taken = false;
        if (LockValidation.IsEnabled)
        {
            TellThenEnter(new AcquireOptions(Subclass: subclass), Timeout.Infinite, ref taken);
        }
        else
        {
            _lock.Enter(ref taken);
        }

        return new Scope(this);
    }

    /// <summary>Takes the lock, on purpose while others of its class are held, until the result is disposed.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    /// <inheritdoc cref="Enter" path="/exception[@cref!='T:System.ArgumentException']"/>
    public Scope EnterNested(IValidatedLock under)
    {
        ArgumentNullException.ThrowIfNull(under);
        bool taken = false;
        if (LockValidation.IsEnabled)
        {
            TellThenEnter(new AcquireOptions(Nest: under.Map), Timeout.Infinite, ref taken);
        }
        else
        {
            _lock.Enter(ref taken);
        }

        return new Scope(this);
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <inheritdoc cref="Enter" path="/param"/>
    /// <inheritdoc cref="Enter" path="/exception"/>
    public void TryEnter(ref bool lockTaken)
    {
        if (LockValidation.IsEnabled && !lockTaken)
        {
            TryThenTell(ref lockTaken);
        }
        else
        {
            _lock.TryEnter(ref lockTaken);
        }
    }

    /// <summary>Takes the lock if it becomes free in time.</summary>
    /// <param name="timeout">How long to spin; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <param name="lockTaken">Must be false; true afterwards if the lock was taken, also where an exception is thrown.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="Enter" path="/exception"/>
    public void TryEnter(TimeSpan timeout, ref bool lockTaken)
    {
        if (LockValidation.IsEnabled && !lockTaken)
        {
            TryEnterValidated(LockTimeouts.ToMilliseconds(timeout), ref lockTaken);
        }
        else
        {
            _lock.TryEnter(timeout, ref lockTaken);
        }
    }

    /// <summary>Takes the lock if it becomes free in time.</summary>
    /// <param name="millisecondsTimeout">How long to spin, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <param name="lockTaken">Must be false; true afterwards if the lock was taken, also where an exception is thrown.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="millisecondsTimeout"/> is negative and not <see cref="Timeout.Infinite"/>.</exception>
    /// <inheritdoc cref="Enter" path="/exception"/>
    public void TryEnter(int millisecondsTimeout, ref bool lockTaken)
    {
        if (LockValidation.IsEnabled && !lockTaken)
        {
            TryEnterValidated(LockTimeouts.Checked(millisecondsTimeout), ref lockTaken);
        }
        else
        {
            _lock.TryEnter(millisecondsTimeout, ref lockTaken);
        }
    }

    /// <summary>Releases the lock.</summary>
    /// <exception cref="SynchronizationLockException">The lock knows its owner, and that is not the calling thread. That is also a finding.</exception>
    public void Exit() => Exit(useMemoryBarrier: true);

    /// <summary>Releases the lock.</summary>
    /// <param name="useMemoryBarrier">True: other threads see at once that it is free.</param>
    /// <exception cref="SynchronizationLockException">The lock knows its owner, and that is not the calling thread. That is also a finding.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit(bool useMemoryBarrier)
    {
        // One that knows its owner is watched for blocking waits, and refuses strangers: not on the hot path.
        if (!LockValidation.IsEnabled || (!_lock.IsThreadOwnerTrackingEnabled && _map.TryReleaseNewest()))
        {
            _lock.Exit(useMemoryBarrier);
        }
        else
        {
            ExitReal(useMemoryBarrier);
        }
    }
}
