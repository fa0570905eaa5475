using System.Runtime.CompilerServices;

namespace LockValidator;

/// <summary>
/// Read-copy-update: readers never wait; a writer publishes a new version, waits until everyone who could have the old one is
/// done (a grace period), and then frees the old one.
/// </summary>
/// <remarks>
/// <para>
/// Safe for use by any number of threads. A read section costs one interlocked operation at each end; sections nest freely.
/// Works in the same way with validation off.
/// </para>
/// <para>
/// Inside a section of a plain domain nothing may block. Inside one of a sleepable domain anything may, also an <c>await</c>, but what
/// it waits for must not wait for a grace period: that is checked like the order of locks.
/// </para>
/// </remarks>
public sealed class RcuDomain
{
    private readonly ReaderCounters _readers = new(Environment.ProcessorCount);
    private readonly GracePeriods _periods;
    private readonly CallbackQueue _callbacks;
    private readonly bool _sleepable;

    // Not readonly: a LockMap is a mutable struct, and is passed by reference. Nothing writes it after construction.
    private LockMap _map;

    /// <summary>Makes a domain. Domains that one place in the source makes are one class.</summary>
    /// <param name="name">What reports call its read sections.</param>
    /// <param name="sleepable">True: readers may block, and may be kept across an <c>await</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public RcuDomain(
        string name,
        bool sleepable = false,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0,
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        _sleepable = sleepable;
        _periods = new GracePeriods(_readers);
        _callbacks = new CallbackQueue(_periods);
        if (LockValidation.IsEnabled)
        {
            LockKind kind = sleepable ? LockKind.SleepableRcuRead : LockKind.RcuRead;
            _map = new LockMap(LockClass.ForSite(kind, name, file, line, member), threadAffine: !sleepable, owner: this);
        }
    }

    /// <summary>Open read sections; for tests.</summary>
    internal int OpenSections => _readers.Count();

    /// <summary>Opens a read section: what is read from now on stays valid until the result is disposed.</summary>
    /// <returns>What ends it.</returns>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>; no section is open.</exception>
    public ReadScope Read()
    {
        if (!LockValidation.IsEnabled)
        {
            return new ReadScope(this, _readers.Enter(), hold: default);
        }

        if (!_sleepable)
        {
            _map.Acquire(new AcquireOptions(LockMode.SharedRecursive, Unchecked: true));
            return new ReadScope(this, _readers.Enter(), hold: default);
        }

        LockHold hold = _map.AcquireAsyncHeld(new AcquireOptions(LockMode.SharedRecursive));
        int ticket = _readers.Enter();
        hold.MarkHeld();
        return new ReadScope(this, ticket, hold);
    }

    /// <summary>Reads a published reference. Outside a read section of this domain that is a finding.</summary>
    /// <typeparam name="T">What is published.</typeparam>
    /// <param name="location">Where it is published.</param>
    /// <returns>The reference: valid until the section ends.</returns>
    public T Dereference<T>(ref readonly T location)
        where T : class?
    {
        AssertReading();
        return Volatile.Read(in location);
    }

    /// <summary>Publishes a new version. The one that is returned must not be freed before a grace period has passed.</summary>
    /// <typeparam name="T">What is published.</typeparam>
    /// <param name="location">Where it is published.</param>
    /// <param name="value">The new version, complete.</param>
    /// <returns>The old version.</returns>
#pragma warning disable CA1822 // Belongs to the domain, as the wait that has to follow does.
    public T Publish<T>(ref T location, T value)
        where T : class? => Interlocked.Exchange(ref location, value);
#pragma warning restore CA1822

    /// <summary>The current flow must be in a read section of this domain; otherwise a finding. Does nothing with validation off.</summary>
    public void AssertReading()
    {
        if (LockValidation.IsEnabled)
        {
            LockFlow.Current.AssertInReadSection(in _map);
        }
    }

    /// <summary>Waits until all read sections that are open now have ended.</summary>
    /// <remarks>
    /// Inside a read section of this domain it would wait for itself: a finding, and then a hang. So is, in a sleepable domain,
    /// calling it with a lock held that a read section takes.
    /// </remarks>
    /// <exception cref="ThreadInterruptedException">The thread was interrupted while it waited; no grace period may be assumed.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>.</exception>
    public void Synchronize()
    {
        if (LockValidation.IsEnabled)
        {
            LockFlow.Current.MightBlock();
            CheckWait();
        }

        _periods.Wait();
    }

    /// <summary>Completes when all read sections that are open now have ended. Blocks no thread.</summary>
    /// <param name="cancellationToken">Gives up waiting; no grace period may be assumed then.</param>
    /// <returns>The wait.</returns>
    /// <remarks>Checked at the call, as <see cref="Synchronize"/> is: what is held here is most likely held while the result is awaited.</remarks>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="LockViolationException">The policy for a finding is <see cref="ViolationPolicy.Throw"/>.</exception>
    public Task SynchronizeAsync(CancellationToken cancellationToken = default)
    {
        if (LockValidation.IsEnabled)
        {
            CheckWait();
        }

        return _periods.WaitAsync(cancellationToken);
    }

    /// <summary>Runs a callback on the pool when all read sections that are open now have ended. Never waits: legal in a read section and under any lock.</summary>
    /// <param name="callback">What to run, after the callbacks of earlier calls. An exception of it is unhandled, as one of a pool work item is.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    public void Call(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callbacks.Add(callback);
    }

    internal void Leave(int ticket, in LockHold hold)
    {
        // Told after the fact, so that what waits for "nothing held" (Deferral) may wait for a grace period.
        _periods.Leave(ticket);
        if (LockValidation.IsEnabled)
        {
            if (_sleepable)
            {
                hold.Release();
            }
            else
            {
                _map.Release();
            }
        }
    }

    private void CheckWait()
    {
        if (_sleepable)
        {
            _map.Sync(LockMode.Exclusive);
        }
        else
        {
            LockFlow.Current.AssertNotInReadSection(in _map);
        }
    }
}
