// Hot path: no allocation, no lock of our own, no virtual call.
using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// <c>System.Threading.Lock</c>, watched: the first time its users take locks in an order that could deadlock, they get a report,
/// although nothing deadlocked. Swap the type and keep the code.
/// </summary>
/// <remarks>
/// Safe for use by any number of threads; re-entrant, as the original is. The check precedes the real acquisition, so a report
/// comes before a hang. With validation off (<see cref="LockValidation.IsEnabled"/>) it is the bare lock. A <c>lock</c> statement on
/// it would lock the object by its Monitor and not this lock: write <c>using (gate.EnterScope())</c>.
/// </remarks>
public sealed partial class ValidatedLock : IValidatedLock
{
#if NET9_0_OR_GREATER
    private readonly Lock _lock = new();
#else
    private readonly MonitorLock _lock = new();
#endif

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map;

    /// <summary>Makes a lock whose class is the place in the source that makes it.</summary>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <remarks>Costs one look-up; the first lock of a place also one stack walk.</remarks>
    public ValidatedLock(
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        if (LockValidation.IsEnabled)
        {
            _map = new LockMap(LockClass.ForSite(LockKind.Sleeping, name, file, line, member), reentrant: true, owner: this);
        }
    }

    /// <summary>Makes a lock of a given class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="owner">What the order function of the class compares, as the account that the lock guards; null: the lock itself.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public ValidatedLock(LockClass type, object? owner = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (LockValidation.IsEnabled)
        {
            _map = new LockMap(type, reentrant: true, owner: owner ?? this);
        }
    }

    /// <inheritdoc/>
    public LockMap Map => _map;

    /// <summary>Whether the calling thread holds the lock.</summary>
    public bool IsHeldByCurrentThread => _lock.IsHeldByCurrentThread;

    /// <summary>Takes the lock, waiting as long as it takes.</summary>
    /// <exception cref="LockRecursionException">The lock is held more often than can be counted.</exception>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; the lock is not held.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; the lock is not held.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        if (LockValidation.IsEnabled)
        {
            _map.Acquire();

            // A try waits for nobody, so nothing can be thrown here but for a lock that is held four thousand million times.
            if (!_lock.TryEnter())
            {
                EnterReal();
            }
        }
        else
        {
            _lock.Enter();
        }
    }

    /// <summary>Takes the lock until the result is disposed.</summary>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <inheritdoc cref="Enter" path="/exception"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Scope EnterScope()
    {
        Enter();
        return new Scope(this);
    }

    /// <summary>
    /// Takes the lock, on purpose, while another of its class is held, until the result is disposed. The level says where this one
    /// stands in the order of the nesting, such as 0 for a parent and 1 for its child.
    /// </summary>
    /// <param name="subclass">The level, 0 to 7; another one is a finding.</param>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <inheritdoc cref="Enter" path="/exception"/>
    public Scope EnterNested(int subclass)
    {
        if (LockValidation.IsEnabled)
        {
            _map.Acquire(new AcquireOptions(Subclass: subclass));
            if (!_lock.TryEnter())
            {
                EnterReal();
            }
        }
        else
        {
            _lock.Enter();
        }

        return new Scope(this);
    }

    /// <summary>Takes the lock, on purpose while others of its class are held, until the result is disposed.</summary>
    /// <param name="under">A lock that is held and that all who take several of this class hold.</param>
    /// <returns>What releases it; for a <c>using</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="under"/> is null.</exception>
    /// <inheritdoc cref="Enter" path="/exception"/>
    public Scope EnterNested(IValidatedLock under)
    {
        ArgumentNullException.ThrowIfNull(under);
        if (LockValidation.IsEnabled)
        {
            _map.Acquire(new AcquireOptions(Nest: under.Map));
            if (!_lock.TryEnter())
            {
                EnterReal();
            }
        }
        else
        {
            _lock.Enter();
        }

        return new Scope(this);
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <returns>True if the lock was taken.</returns>
    /// <exception cref="LockRecursionException">The lock is held more often than can be counted.</exception>
    public bool TryEnter() => LockValidation.IsEnabled ? TryThenTell() : _lock.TryEnter();

    /// <summary>Takes the lock if it becomes free in time.</summary>
    /// <param name="millisecondsTimeout">How long to wait, in milliseconds; <see cref="Timeout.Infinite"/>: as long as it takes; 0: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <remarks>A wait that ends after a time deadlocks for that time, so it is checked as <see cref="Enter"/> is. One of 0 is not.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="millisecondsTimeout"/> is negative and not <see cref="Timeout.Infinite"/>.</exception>
    /// <inheritdoc cref="Enter" path="/exception"/>
    public bool TryEnter(int millisecondsTimeout) => LockValidation.IsEnabled
        ? TryEnterValidated(LockTimeouts.Checked(millisecondsTimeout))
        : _lock.TryEnter(millisecondsTimeout);

    /// <summary>Takes the lock if it becomes free in time.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes; zero: not at all.</param>
    /// <returns>True if the lock was taken.</returns>
    /// <remarks>A wait that ends after a time deadlocks for that time, so it is checked as <see cref="Enter"/> is. One of zero is not.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or too long.</exception>
    /// <inheritdoc cref="Enter" path="/exception"/>
    public bool TryEnter(TimeSpan timeout) => LockValidation.IsEnabled
        ? TryEnterValidated(LockTimeouts.ToMilliseconds(timeout))
        : _lock.TryEnter(timeout);

    /// <summary>Releases the lock, once.</summary>
    /// <exception cref="SynchronizationLockException">The calling thread does not hold it. That is also a finding, which names who does.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit()
    {
        if (!LockValidation.IsEnabled || _map.TryReleaseNewest())
        {
            _lock.Exit();
        }
        else
        {
            ExitReal();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ExitReal()
    {
        // The checker hears of it after the fact: the work that waits for "nothing held" (Deferral) must find the real lock free.
        // It also hears of a release that fails: that is what it reports as unbalanced.
        try
        {
            _lock.Exit();
        }
        finally
        {
            _map.Release();
        }
    }

    private bool TryEnterValidated(int millisecondsTimeout)
    {
        AcquireKind kind = LockTimeouts.KindOf(millisecondsTimeout);
        return kind == AcquireKind.Try ? TryThenTell() : TellThenWait(millisecondsTimeout, kind);
    }

    private bool TryThenTell()
    {
        if (!_lock.TryEnter())
        {
            return false;
        }

        Tell();
        return true;
    }

    private void Tell()
    {
        try
        {
            _map.Acquire(AcquireKind.Try);
        }
        catch
        {
            _lock.Exit();
            throw;
        }
    }

    private bool TellThenWait(int millisecondsTimeout, AcquireKind kind)
    {
        _map.Acquire(kind);
        bool taken = false;
        try
        {
            taken = _lock.TryEnter() || WaitReal(millisecondsTimeout);
        }
        finally
        {
            if (!taken)
            {
                _map.Withdraw();
            }
        }

        return taken;
    }

    /// <summary>Releases a lock, once, when disposed.</summary>
    public ref struct Scope
    {
        private ValidatedLock? _lock;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Scope(ValidatedLock owner) => _lock = owner;

        /// <summary>Releases the lock; a second call does nothing.</summary>
        /// <exception cref="SynchronizationLockException">The calling thread does not hold it.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose()
        {
            if (_lock is { } held)
            {
                _lock = null;
                held.Exit();
            }
        }
    }
}
