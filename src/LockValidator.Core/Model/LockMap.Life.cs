namespace LockValidator;

/// <content>What is said of the lock besides its acquisitions and releases.</content>
public partial struct LockMap
{
    /// <summary>Checks as an acquisition does, but nothing stays held: for code that waits for all holders to leave.</summary>
    /// <param name="mode">The side.</param>
    public readonly void Sync(LockMode mode = default) => LockFlow.Current.Sync(in this, mode);

    /// <summary>This code may take the lock on some paths: the order is learnt on all.</summary>
    public readonly void MightAcquire() => LockFlow.Current.MightAcquire(in this);

    /// <summary>The current flow waits for what this map stands for (a task, an event): whoever completes it must not need what is held here.</summary>
    public readonly void WaitFor() => LockFlow.Current.WaitFor(in this);

    /// <summary>The code until the result is disposed is what completes that which this map stands for.</summary>
    /// <returns>What ends it.</returns>
    public readonly RunScope RunAs() => LockFlow.Current.RunAs(in this);

    /// <summary>
    /// The flow blocks from here on: for this lock, which it asked for by the last <see cref="Acquire()"/> and which is not free, or for what the map stands for
    /// (<see cref="WaitFor"/>). To be called just before the call that blocks; a deadlock is found among such waits.
    /// </summary>
    /// <param name="mode">The side.</param>
    /// <returns>What is to be told of the end; null where nobody looks at it.</returns>
    /// <remarks>Costs some allocations and, with something else held, a stack walk: so only after a try, or a short wait.</remarks>
    public readonly LockWait? BeginWait(LockMode mode = LockMode.Exclusive) => LockValidation.IsEnabled ? LockFlow.Current.BeginWait(in this, mode) : null;

    /// <summary>
    /// Whether <see cref="BeginWait"/> would note a wait of the current flow for this lock, which it asked for by the last <see cref="Acquire()"/>: not
    /// where it holds nothing else, as nobody can wait for it then. Who need not note a wait need not split it either.
    /// </summary>
    /// <param name="mode">The side.</param>
    /// <remarks>For use on the way to a call that blocks: allocates a list of what is held.</remarks>
    public readonly bool NotesWaits(LockMode mode = LockMode.Exclusive) => LockValidation.IsEnabled && LockFlow.Current.NotesWaits(in this, mode);

    /// <summary>Whether the current flow holds the lock.</summary>
    /// <param name="mode">The side; null: either. <see cref="LockMode.Shared"/> means any reader's.</param>
    public readonly bool IsHeld(LockMode? mode = null) => LockFlow.Current.IsHeld(in this, mode);

    /// <summary>The current flow must hold the lock; otherwise a finding.</summary>
    /// <param name="mode">The side; null: either. <see cref="LockMode.Shared"/> means any reader's.</param>
    public readonly void AssertHeld(LockMode? mode = null) => LockFlow.Current.AssertHeld(in this, mode);

    /// <summary>The current flow must not hold the lock; otherwise a finding.</summary>
    public readonly void AssertNotHeld() => LockFlow.Current.AssertNotHeld(in this);

    /// <summary>Gives the lock a new life: a new instance of a class. A finding if it is alive or held.</summary>
    /// <param name="type">The class.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public void Initialize(LockClass type) => LockFlow.Current.Initialize(ref this, type);

    /// <summary>Moves this instance to another class, also while the current flow holds it.</summary>
    /// <param name="type">The class.</param>
    /// <param name="subclass">The nesting level, 0 to 7.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public void SetClass(LockClass type, int subclass = 0) => LockFlow.Current.SetClass(ref this, type, subclass);

    /// <summary>Ends the life of the lock: a finding if it is held, and if it is taken later.</summary>
    public void Destroy() => LockFlow.Current.Destroy(ref this);

    /// <summary>
    /// The instance may turn out to be no lock at all (a semaphore that signals): orders are learnt from it at once, but findings that
    /// rest on it wait for <see cref="Confirm"/>.
    /// </summary>
    public void BeginTrial() => _profile = _profile?.With(Flags | LockMapFlags.Trial | LockMapFlags.Demotable);

    /// <summary>The instance has proved to be used as a lock: what rests on it is reported.</summary>
    public void Confirm()
    {
        if ((Flags & LockMapFlags.Trial) != 0)
        {
            _profile = _profile!.With(Flags & ~LockMapFlags.Trial);
            LockFlow.Current.Checker.Settle(_instance, isLock: true);
        }
    }

    /// <summary>The instance has proved to be no lock: it is not looked at any more, and what was learnt from it alone is forgotten.</summary>
    public void Demote()
    {
        if (_profile is not null && (Flags & LockMapFlags.Demoted) == 0)
        {
            _profile = _profile.With((Flags & ~LockMapFlags.Trial) | LockMapFlags.Demoted);
            LockFlow.Current.Checker.Settle(_instance, isLock: false);
        }
    }
}
