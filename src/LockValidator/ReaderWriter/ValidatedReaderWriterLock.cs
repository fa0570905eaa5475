using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// <c>System.Threading.ReaderWriterLockSlim</c>, watched: orders that could deadlock are reported the first time, and so is the
/// mistake of becoming a writer while being a reader. Swap the type and keep the code.
/// </summary>
/// <remarks>
/// Safe for use by any number of threads. Readers are fair: one that comes behind a waiting writer waits too, so readers take part
/// in deadlocks. An upgrade is checked against what the upgradeable holder already has. The check precedes the real acquisition. With
/// validation off (<see cref="LockValidation.IsEnabled"/>) it is the bare lock.
/// </remarks>
public sealed partial class ValidatedReaderWriterLock : IDisposable, IValidatedLock
{
    private readonly ReaderWriterLockSlim _lock;

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Written at construction and by Dispose.
    private LockMap _map;

    /// <summary>Makes a lock whose class is the place in the source that makes it, and that one thread cannot take twice.</summary>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedReaderWriterLock(
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
        : this(LockRecursionPolicy.NoRecursion, name, file, line, member)
    {
    }

    /// <summary>Makes a lock whose class is the place in the source that makes it.</summary>
    /// <param name="recursionPolicy">Whether one thread may take it twice.</param>
    /// <param name="name">What reports call it; empty: the member that makes it, with file and line.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public ValidatedReaderWriterLock(
        LockRecursionPolicy recursionPolicy,
        string name = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        _lock = new ReaderWriterLockSlim(recursionPolicy);
        if (LockValidation.IsEnabled)
        {
            _map = new LockMap(LockClass.ForSite(LockKind.ReaderWriter, name, file, line, member), IsRecursive, owner: this);
        }
    }

    /// <summary>Makes a lock of a given class.</summary>
    /// <param name="type">The class; one with an order function allows several locks of it to be taken in that order.</param>
    /// <param name="recursionPolicy">Whether one thread may take it twice.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public ValidatedReaderWriterLock(LockClass type, LockRecursionPolicy recursionPolicy = LockRecursionPolicy.NoRecursion)
        : this(new ReaderWriterLockSlim(recursionPolicy), type ?? throw new ArgumentNullException(nameof(type)))
    {
    }

    /// <summary>Watches a lock that is there already; disposing this one disposes it.</summary>
    internal ValidatedReaderWriterLock(ReaderWriterLockSlim original, LockClass type)
    {
        _lock = original;
        if (LockValidation.IsEnabled)
        {
            _map = new LockMap(type, IsRecursive, owner: this);
        }
    }

    /// <inheritdoc/>
    public LockMap Map => _map;

    /// <summary>Whether the calling thread holds the read side.</summary>
    public bool IsReadLockHeld => _lock.IsReadLockHeld;

    /// <summary>Whether the calling thread holds the upgradeable side.</summary>
    public bool IsUpgradeableReadLockHeld => _lock.IsUpgradeableReadLockHeld;

    /// <summary>Whether the calling thread holds the write side.</summary>
    public bool IsWriteLockHeld => _lock.IsWriteLockHeld;

    /// <summary>Whether one thread may take the lock twice.</summary>
    public LockRecursionPolicy RecursionPolicy => _lock.RecursionPolicy;

    /// <summary>How many threads hold the read side.</summary>
    public int CurrentReadCount => _lock.CurrentReadCount;

    /// <summary>How often the calling thread holds the read side.</summary>
    public int RecursiveReadCount => _lock.RecursiveReadCount;

    /// <summary>How often the calling thread holds the upgradeable side.</summary>
    public int RecursiveUpgradeCount => _lock.RecursiveUpgradeCount;

    /// <summary>How often the calling thread holds the write side.</summary>
    public int RecursiveWriteCount => _lock.RecursiveWriteCount;

    /// <summary>How many threads wait for the read side.</summary>
    public int WaitingReadCount => _lock.WaitingReadCount;

    /// <summary>How many threads wait for the upgradeable side.</summary>
    public int WaitingUpgradeCount => _lock.WaitingUpgradeCount;

    /// <summary>How many threads wait for the write side.</summary>
    public int WaitingWriteCount => _lock.WaitingWriteCount;

    private bool IsRecursive => _lock.RecursionPolicy == LockRecursionPolicy.SupportsRecursion;

    /// <summary>Frees what the lock uses. The lock must not be held, and must not be used afterwards: the latter is also a finding.</summary>
    /// <exception cref="SynchronizationLockException">The calling thread holds the lock, or threads wait for it.</exception>
    public void Dispose()
    {
        _lock.Dispose();
        if (LockValidation.IsEnabled)
        {
            _map.Destroy();
        }
    }
}
